"""Explains the error that ended a program: torch's own words become a named misconception.

Each rule is a pattern on the exception's message, tried in order; what it names must be certain from the message alone, or
from the message with the facts of the run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import ErrorFacts, Observation
from grader.results import Diagnosis
from grader.running import Run
from grader.verdict import Verdict

_GRADIENT_WORDS = (
    "requires_grad",
    "requires_grad_",
    "backward",
    "detach",
    "zero_grad",
    "no_grad",
    "grad",
    "retain_grad",
    "save_for_backward",
    "saved_tensors",
    "needs_input_grad",
)


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    code: str
    text: str


def _rule(pattern: str, code: str, text: str) -> _Rule:
    return _Rule(re.compile(pattern, re.IGNORECASE), code, text)


_RULES: Sequence[_Rule] = (
    _rule(
        r"only tensors of floating point.* can require gradients|isdifferentiabletype",
        "integer_requires_grad",
        N_("A tensor of whole numbers cannot be tracked: gradients need floating point. Write 2.0 rather than 2."),
    ),
    _rule(
        r"grad can be implicitly created only for scalar outputs",
        "non_scalar_backward",
        N_(
            "backward() was called on a tensor with several elements. Reduce it to one number first, as the task describes."
        ),
    ),
    _rule(
        r"backward through the graph a second time|saved (?:intermediate values|tensors).* already been freed",
        "graph_already_freed",
        N_(
            "The graph was already used: a backward pass frees it. Compute the result again, or keep the graph on purpose."
        ),
    ),
    _rule(
        r"leaf variable that requires grad is being used in an in-place|view of a leaf variable that requires grad",
        "in_place_on_leaf",
        N_(
            "A tracked leaf was changed in place. Updates belong outside the graph, for example inside torch.no_grad()."
        ),
    ),
    _rule(
        r"modified by an inplace operation",
        "in_place_on_saved",
        N_("A value that the backward pass needs was overwritten in place. Use the operation that makes a new tensor."),
    ),
    _rule(
        r"appears to not have been used in the graph",
        "graph_cut",
        N_("A gradient was asked for a tensor that the result does not depend on: the graph does not lead back to it."),
    ),
    _rule(
        r"before (?:Module\.)?__init__\(\) call",
        "module_init_missing",
        N_("The module's __init__ must call super().__init__() before it assigns parameters or layers."),
    ),
    _rule(
        r"optimizer got an empty parameter list",
        "parameter_not_registered",
        N_("The model has no registered parameters: a plain tensor attribute is none. Wrap it in nn.Parameter."),
    ),
    _rule(
        r"torch not compiled with cuda|no nvidia driver|no cuda gpus|cuda driver|attempting to deserialize object on a cuda",
        "device_unavailable",
        N_("The program asks for a GPU, and there is none here. Choose the device with torch.cuda.is_available()."),
    ),
    _rule(
        r"can't call numpy\(\) on tensor that requires grad",
        "numpy_on_tracked",
        N_("A tracked tensor cannot be turned into a numpy array. For looking at its values, use detach() first."),
    ),
    _rule(
        r"can't optimize a non-leaf tensor",
        "non_leaf_gradient",
        N_("The optimizer was given a tensor that is the result of an operation. It can only train leaves."),
    ),
    _rule(
        r"must match the size of tensor|shapes cannot be multiplied|size mismatch|inconsistent tensor size|"
        r"shape '.*' is invalid|mat1 and mat2|expected.*matrix|doesn't match the broadcast shape|dimension out of range|"
        r"output with shape .* doesn't match",
        "wrong_shape",
        N_("Two shapes do not fit each other. Print the shapes of both sides before this line and compare them."),
    ),
    _rule(
        r"expected (?:scalar type|m1 and m2|both)|same dtype|found dtype|dtype",
        "wrong_dtype",
        N_("Two tensors of different dtypes meet. Give both the same one, for example float32."),
    ),
    _rule(
        r"numel\(\) == 1|only one element tensors|boolean value of tensor|a tensor with \d+ elements cannot be converted",
        "value_not_scalar",
        N_("A tensor with several elements was used where a single number is needed."),
    ),
    _rule(
        r"super\(\).*no arguments|takes \d+ positional argument|missing \d+ required",
        "wrong_call",
        N_(
            "A function or class was called with arguments that it does not take. Compare the call with its definition."
        ),
    ),
)


def explain(run: Run) -> Diagnosis | None:
    """What the run's own ending says, None where it ended in order or nothing certain can be said."""
    error = run.observation.error
    match run.verdict:
        case Verdict.TIME_LIMIT_EXCEEDED:
            text = N_("The program did not finish in time. Look for a loop that never ends, or far too many steps.")
            return Diagnosis("endless_loop", say(text))
        case Verdict.MEMORY_LIMIT_EXCEEDED:
            text = N_(
                "The program needed more memory than it may use. Look for a tensor that grows or is far too large."
            )
            return Diagnosis("too_much_memory", say(text), error.line if error else 0)
        case Verdict.OUTPUT_LIMIT_EXCEEDED:
            return Diagnosis(
                "too_much_output", say(N_("The program printed more than it may. Print less, or less often."))
            )
        case Verdict.FORBIDDEN_OPERATION:
            text = N_(
                "The program tried something that is not allowed here: writing files, the network, or other programs."
            )
            return Diagnosis("forbidden_operation", say(text), error.line if error else 0)
        case Verdict.SYNTAX_ERROR:
            return _syntax(run.observation)
        case Verdict.RUNTIME_ERROR if error is not None:
            return _runtime(error, run.observation)
        case _:
            return None


def _syntax(observation: Observation) -> Diagnosis | None:
    error = observation.error
    if observation.source.magics:
        magic = observation.source.magics[0]
        text = N_("{magic} is a notebook command, not Python. Leave it out of the program.")
        return Diagnosis("notebook_magic", say(text, magic=magic.word), magic.line)
    if error is None:
        return None
    text = N_("Python cannot read the program: {message}.")
    return Diagnosis("syntax_error", say(text, message=error.message.rstrip(".")), error.line)


def _runtime(error: ErrorFacts, observation: Observation) -> Diagnosis:
    return (
        _by_type(error, observation)
        or _typo(error)
        or _by_message(error)
        or _without_gradient(error, observation)
        or Diagnosis("exception", say(N_("The program stopped with {type}."), type=error.type), error.line)
    )


def _by_type(error: ErrorFacts, observation: Observation) -> Diagnosis | None:
    if error.type == "ModuleNotFoundError":
        found = re.search(r"'([^']+)'", error.message)
        text = N_("The package {package} is not installed here. The exercise can be solved without it.")
        return Diagnosis("missing_package", say(text, package=found[1] if found else "?"), error.line)
    if error.type == "EOFError":
        text = N_("The program waits for input, and nobody is there to type. Write the values into the program.")
        return Diagnosis("interactive_input", say(text), error.line)
    if error.type in ("SystemExit", "early_exit"):
        text = N_("The program ended itself before it was done, or with an error status.")
        return Diagnosis("early_exit", say(text), error.line)
    if error.type in ("NameError", "UnboundLocalError"):
        return _undefined(error, observation)
    if error.type == "signal":
        return Diagnosis("crash", say(N_("The program crashed the Python interpreter.")))
    return None


def _undefined(error: ErrorFacts, observation: Observation) -> Diagnosis | None:
    found = re.search(r"'([^']+)'", error.message)
    name = found[1] if found else "?"
    if name in ("torch", "np", "nn", "plt", "F"):
        return Diagnosis("import_missing", say(N_("{name} is used but never imported."), name=name), error.line)
    known = [*observation.names, *(each.name for each in observation.others)]
    near = nearest(name, known)
    if near:
        text = N_("There is no variable named {name}. Did you mean {near}?")
        return Diagnosis("undefined_name", say(text, name=name, near=near), error.line)
    text = N_("The name {name} is used before anything is assigned to it.")
    return Diagnosis("undefined_name", say(text, name=name), error.line)


_NO_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")
_UNEXPECTED_KEYWORD = re.compile(r"unexpected keyword argument '(\w+)'|got an unexpected keyword argument (\w+)")


def _typo(error: ErrorFacts) -> Diagnosis | None:
    match = _NO_ATTRIBUTE.search(error.message) or _UNEXPECTED_KEYWORD.search(error.message)
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    near = nearest(word, _GRADIENT_WORDS)
    if near and near != word:
        text = N_("{found} does not exist in torch. Did you mean {near}?")
        return Diagnosis("attribute_typo", say(text, found=word, near=near), error.line)
    return None


def _by_message(error: ErrorFacts) -> Diagnosis | None:
    for rule in _RULES:
        if rule.pattern.search(error.message):
            return Diagnosis(rule.code, say(rule.text), error.line)
    return None


def _without_gradient(error: ErrorFacts, observation: Observation) -> Diagnosis | None:
    message = error.message
    if "does not require grad" in message:
        leaves = [each for each in observation.names.values() if each.kind == "tensor" and each.is_leaf]
        if any(leaf.requires_grad for leaf in leaves):
            text = N_("The result carries no graph although an input is tracked: the graph was cut on the way.")
            return Diagnosis("graph_cut", say(text), error.line)
        text = N_("No input is tracked, so there is nothing to differentiate. Create it with requires_grad=True.")
        return Diagnosis("missing_requires_grad", say(text), error.line)
    if "NoneType" in message:
        text = N_(
            "A gradient is None here: no backward pass reached this tensor, or the name now stands for a new tensor."
        )
        return Diagnosis("gradient_is_none", say(text), error.line)
    return None
