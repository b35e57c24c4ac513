"""Explains how a program ended: a limit, a syntax error, or an exception that becomes a named misconception.

What the exception says is read together with what the run showed: "does not require grad" has many causes, and only the run
tells which of them it was.
"""

from __future__ import annotations

import re

from grader import comparison, error_words
from grader import diagnosis_tracking as tracking
from grader.diagnosis_attributes import attribute, keyword, uncalled
from grader.diagnosis_names import undefined
from grader.diagnosis_raised import uncaught
from grader.diagnosis_values import given
from grader.evidence import Case
from grader.exercise_format import GradientCheck
from grader.messages import N_, Message, say
from grader.observations import ErrorFacts, Mention, Observation
from grader.results import Diagnosis
from grader.verdict import Verdict

_OWNERS = re.compile(r"([A-Za-z_][\w.]*?)\.grad\b")
_CALLED_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d*)?\s*\(")
_SHADOWED = re.compile(
    r"(range|sum|abs|max|min|round|pow|all|any)\(\)(?:: argument| missing \d+ required positional arguments|"
    r" received an invalid)"
)
_READS = re.compile(r"stdin|input\s*\(|readline")
_OF_ITSELF = {
    "RecursionError": (
        "endless_loop",
        N_("A function calls itself without end. It needs a case in which it stops."),
    ),
    "ZeroDivisionError": ("division_by_zero", N_("A division by zero. Print the divisor before this line.")),
    "IndexError": (
        "index_out_of_range",
        N_("An index points past the end. Indices count from 0, so the last is one less."),
    ),
    "KeyError": ("missing_key", N_("A dictionary has no such key. Print its keys before this line.")),
    "AssertionError": (
        "assertion_failed",
        N_(
            "An assertion of the program itself does not hold. Floating point rarely gives round numbers: compare with allclose."
        ),
    ),
    "EOFError": (
        "interactive_input",
        N_("The program waits for input, and nobody is there to type. Write the values into the program."),
    ),
    "signal": ("early_exit", N_("The program was ended by a signal before it was done.")),
    "early_exit": ("early_exit", N_("The program ended itself before it was done, so nothing of it can be looked at.")),
    "SystemExit": (
        "exit_status",
        N_("The program ends itself with an error status. Leave the exit out, or end with status 0."),
    ),
}


def explain(verdict: Verdict, observation: Observation, case: Case | None) -> Diagnosis | None:
    """What the public run's own ending says, None where it ended in order or nothing certain can be said."""
    error = observation.error
    line = error.line if error else 0
    match verdict:
        case Verdict.TIME_LIMIT_EXCEEDED:
            text = N_("The program did not finish in time. Look for a loop that never ends, or far too many steps.")
            return Diagnosis("endless_loop", say(text))
        case Verdict.MEMORY_LIMIT_EXCEEDED:
            text = N_(
                "The program needed more memory than it may use. Look for a tensor that grows or is far too large."
            )
            return Diagnosis("too_much_memory", say(text), line)
        case Verdict.OUTPUT_LIMIT_EXCEEDED:
            text = N_("The program printed more than it may. Print less, or less often.")
            return Diagnosis("too_much_output", say(text))
        case Verdict.FORBIDDEN_OPERATION:
            text = N_(
                "The program tried something that is not allowed here: writing files, the network, or other programs."
            )
            return Diagnosis("forbidden_operation", say(text), line)
        case Verdict.SYNTAX_ERROR:
            return _syntax(observation)
        case Verdict.RUNTIME_ERROR if error is not None:
            return runtime(error, case)
        case _:
            return None


def _syntax(observation: Observation) -> Diagnosis | None:
    error = observation.error
    if observation.source.magics:
        return _pasted(observation.source.magics[0])
    if error is None:
        return None
    text = N_("Python cannot read the program: {message}.")
    return Diagnosis("syntax_error", say(text, message=error.message.rstrip(".")), error.line)


def _pasted(magic: Mention) -> Diagnosis:
    if magic.word.startswith(">>>"):
        text = N_("The prompt >>> came along when the program was copied. Leave it out, and what Python answered too.")
        return Diagnosis("syntax_error", say(text), magic.line)
    text = N_("{magic} belongs to a notebook, it is not Python. Leave it out of the program.")
    return Diagnosis("notebook_magic", say(text, magic=magic.word), magic.line)


def runtime(error: ErrorFacts, case: Case | None) -> Diagnosis:
    """What an exception says of the program that it ended, or in which it was caught."""
    found = _of_its_type(error, case)
    if found is None and case is not None:
        found = _of_the_run(error, case)
    return found or _of_its_words(error) or Diagnosis("exception", _stopped(error), error.line)


def _stopped(error: ErrorFacts) -> Message:
    return say(N_("The program stopped with {type}."), type=error.type)


def _of_its_type(error: ErrorFacts, case: Case | None) -> Diagnosis | None:
    if error.type in ("ModuleNotFoundError", "ImportError"):
        return _import(error)
    if error.type in ("NameError", "UnboundLocalError"):
        return undefined(error, case)
    if error.type == "ValueError" and _READS.search(error.text):
        code, text = _OF_ITSELF["EOFError"]
        return Diagnosis(code, say(text), error.line)
    if error.type in _OF_ITSELF and not error_words.meaning(error.message):
        code, text = _OF_ITSELF[error.type]
        return Diagnosis(code, say(text), error.line)
    return None


def _import(error: ErrorFacts) -> Diagnosis:
    found = re.search(r"cannot import name '([^']+)' from '([^']+)'", error.message)
    if found is not None:
        text = N_("{module} has nothing named {name}. Look at how it is spelt.")
        return Diagnosis("attribute_typo", say(text, module=found[2], name=found[1]), error.line)
    named = re.search(r"'([^']+)'", error.message)
    text = N_("The package {package} is not installed here. The exercise can be solved without it.")
    return Diagnosis("missing_package", say(text, package=named[1] if named else "?"), error.line)


def _of_its_words(error: ErrorFacts) -> Diagnosis | None:
    shadowed = _SHADOWED.match(error.message)
    if shadowed is not None and re.search(rf"(?<![\w.]){shadowed[1]}\(", error.text):
        text = N_("{name} is torch's here, not Python's own: a star import replaced it. Import torch by its name.")
        return Diagnosis("shadowed_builtin", say(text, name=shadowed[1]), error.line)
    if "object is not callable" in error.message:
        return _not_callable(error)
    known = error_words.meaning(error.message)
    return None if known is None else Diagnosis(known.code, say(known.text), error.line)


def _not_callable(error: ErrorFacts) -> Diagnosis:
    if _CALLED_NUMBER.search(error.text):
        text = N_("A number before parentheses is a call in Python. A product needs its sign: 6 * (x).")
        return Diagnosis("wrong_formula", say(text), error.line)
    text = N_(
        "Parentheses follow something that is no function. Look for a missing operator, or a name that was overwritten."
    )
    return Diagnosis("not_callable", say(text), error.line)


# --- what only the run can tell --------------------------------------------------------------------------------------


def _of_the_run(error: ErrorFacts, case: Case) -> Diagnosis | None:
    wanted = uncaught(error, case)
    if wanted is not None:
        return wanted
    if "NoneType" in error.message:
        return _none(error, case)
    if "does not require grad" in error.message:
        return _no_graph(error, case)
    if "appears to not have been used in the graph" in error.message:
        return _unused(error, case)
    if "modified by an inplace operation" in error.message:
        return _overwritten(error, case)
    if "builtin_function_or_method" in error.message or "'method'" in error.message:
        return uncalled(error, case)
    return keyword(error) or _never_begun(error, case) or attribute(error, case) or _suspect(error, case)


def _never_begun(error: ErrorFacts, case: Case) -> Diagnosis | None:
    """``def _init_``: the object was made without running what should have made it."""
    if "empty parameter list" not in error.message and "has no attribute" not in error.message:
        return None
    for function in case.source.functions:
        if function.word != "__init__" and function.word.strip("_") == "init":
            text = N_(
                "{found} is no name that Python calls by itself: it is __init__, with two underscores on each side."
            )
            return Diagnosis("module_init_missing", say(text, found=function.word), function.line)
    return None


def _suspect(error: ErrorFacts, case: Case) -> Diagnosis | None:
    """A value that is not what the task gives, or no tensor, explains an error of shapes or kinds further down."""
    known = error_words.meaning(error.message)
    if known is None:
        return None
    if known.code in ("wrong_shape", "non_scalar_backward", "value_is_not_a_tensor"):
        for each in case.judged:
            if each.finding is not None and not each.hidden and each.finding.code == "wrong_given_value":
                return given(case, each.finding)
    if known.code == "value_is_not_a_tensor":
        return _no_tensor_in(error, case)
    if known.code == "wrong_shape":
        return _misshapen(case)
    if known.code == "wrong_dtype" and "infer output dtype" in error.message:
        return tracking.no_graph(case)
    if (
        known.code == "non_leaf_gradient"
        and "change requires_grad flags" in error.message
        and tracking.wanted_cuts(case)
    ):
        return Diagnosis("detach_missing", say(known.text), error.line)
    return None


def _misshapen(case: Case) -> Diagnosis | None:
    """The first value, by line, that has another shape than the reference's."""
    bound = [name for name in case.reference.names if name in case.found.names]
    for name in sorted(bound, key=case.line):
        found, expected = case.found.names[name], case.reference.names[name]
        if found.kind == expected.kind == "tensor" and found.shape != expected.shape:
            text = N_("{name} has shape {found}; expected is {expected}.")
            shapes = {"found": comparison.show_shape(found.shape), "expected": comparison.show_shape(expected.shape)}
            code = "transposed" if len(found.shape) > 1 and found.shape == expected.shape[::-1] else "wrong_shape"
            return Diagnosis(code, say(text, name=name, **shapes), case.line(name))
    return None


def _no_tensor_in(error: ErrorFacts, case: Case) -> Diagnosis | None:
    """The first name on the line of the error that should stand for a tensor and does not."""
    for name, expected in case.reference.names.items():
        binding = case.found.names.get(name)
        mentioned = re.search(rf"\b{re.escape(name)}\b", error.text)
        if expected.kind == "tensor" and mentioned and binding is not None and binding.kind != "tensor":
            return tracking.not_a_tensor(case, name, binding)
    return None


def _no_graph(error: ErrorFacts, case: Case) -> Diagnosis:
    asked = re.search(r"([A-Za-z_]\w*)\.backward\(|grad\(\s*([A-Za-z_]\w*)", error.text)
    root = (asked[1] or asked[2]) if asked else ""
    if root in tracking.wanted_cuts(case):
        text = N_("The backward pass starts from {name}, which is out of the graph on purpose.")
        return Diagnosis("wrong_variable", say(text, name=root), error.line)
    wants_graph = any(call.create_graph for call in case.reference.calls)
    if wants_graph and case.found.calls and not case.found.calls[-1].create_graph:
        text = N_("The derivative carries no graph, so it cannot be differentiated again. Ask autograd to keep one.")
        return Diagnosis("create_graph_missing", say(text), case.found.calls[-1].line)
    found = tracking.no_graph(case)
    if found is not None:
        return found
    if error.message.startswith("One of the differentiated"):
        text = N_("A derivative by a tensor that is not tracked: call requires_grad_() on it before it is used.")
        return Diagnosis("missing_requires_grad", say(text), error.line)
    if case.source.no_grad_blocks or case.source.cuts:
        text = N_("The result carries no graph although an input is tracked: the graph was cut on the way.")
        return Diagnosis("graph_cut", say(text), error.line)
    text = N_("No input is tracked, so there is nothing to differentiate. Create it with requires_grad=True.")
    return Diagnosis("missing_requires_grad", say(text), error.line)


def _unused(error: ErrorFacts, case: Case) -> Diagnosis:
    asked = re.search(r"grad\(\s*([A-Za-z_]\w*)\s*,\s*([A-Za-z_]\w*)", error.text)
    if asked is not None and asked[1] in case.leaves and asked[2] not in case.leaves:
        text = N_("The two are exchanged: the result is differentiated by the input, so {result} comes first.")
        return Diagnosis("wrong_variable", say(text, result=asked[2]), error.line)
    found = tracking.no_graph(case)
    if found is not None:
        return found
    text = N_(
        "A gradient was asked for a tensor that the result does not depend on: the graph does not lead back to it."
    )
    return Diagnosis("graph_cut", say(text), error.line)


def _overwritten(error: ErrorFacts, case: Case) -> Diagnosis:
    if case.trains and case.differentiated:
        text = N_("The loss was computed before the parameter changed. Compute it again in every step.")
        return Diagnosis("in_place_modified", say(text), error.line)
    for name in case.leaves:
        binding = case.found.names.get(name)
        if binding is not None and binding.is_leaf and binding.version > 0:
            text = N_("{name} was changed in place before the backward pass, which needs its old value.")
            return Diagnosis("in_place_on_leaf", say(text, name=name), error.line)
    text = N_(
        "A value that the backward pass needs was overwritten in place. Use the operation that makes a new tensor."
    )
    return Diagnosis("in_place_modified", say(text), error.line)


def _none(error: ErrorFacts, case: Case) -> Diagnosis:
    owners = _OWNERS.findall(error.text)
    if not owners:
        for each in case.source.updates:  # gradients gathered under a name, which this line goes through
            if re.search(rf"(?<![\w.]){re.escape(each.word)}(?!\w)", error.text):
                text = N_(
                    "A gradient among {name} is None: no backward pass arrived at its tensor. Pass over what has none."
                )
                return Diagnosis("gradient_is_none", say(text, name=each.word), error.line)
        found = tracking.no_graph(case) if "iterable" in error.message else None
        text = N_("Something is None here. A function without return, and backward(), give nothing back.")
        return found or Diagnosis("value_is_not_a_tensor", say(text), error.line)
    if not case.differentiated and case.spec.kind != "scenario":  # there the caller runs the backward passes
        return _before_any_pass(error, case, owners[0])
    owner = next((each for each in owners if each in case.found.names), "")
    if owner and any(
        isinstance(each, GradientCheck) and each.name == owner and each.expect == "none" for each in case.spec.check
    ):
        text = N_("{name}.grad is None here, and rightly so: no gradient arrives. None has no numbers to look at.")
        return Diagnosis("gradient_is_none", say(text, name=owner), error.line)
    if owner in case.leaves:
        return tracking.missing_gradient(case, owner)
    if owner and not case.found.names[owner].is_leaf:
        text = N_("{name} is a result, no leaf: autograd does not keep its gradient, so {name}.grad is None.")
        return Diagnosis("non_leaf_gradient", say(text, name=owner), error.line)
    text = N_("{name}.grad is None here: no backward pass arrived at this tensor.")
    return Diagnosis("gradient_is_none", say(text, name=owners[0]), error.line)


def _before_any_pass(error: ErrorFacts, case: Case, owner: str) -> Diagnosis:
    found = tracking.unsuitable(case, owner) or tracking.not_asked(case)
    if found.code == "backward_not_called" and any(each.line > error.line for each in case.called("backward")):
        text = N_("{name}.grad is None until the first backward pass, and here there was none yet.")
        return Diagnosis("gradient_is_none", say(text, name=owner), error.line)
    return found
