"""The checks: one rule each, comparing what a learner's program showed with what the reference showed.

`evaluate` gives None for a check that holds, else a `Finding`: a message for the learner, the mismatch where there is one,
and a short ``code`` that the diagnosis starts from. A check never raises: a record that lacks something fails the check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np

from grader import comparison
from grader.comparison import Mismatch
from grader.exercise_format import (
    AdoptedCheck,
    CallsCheck,
    Check,
    DefinedCheck,
    DrawnCheck,
    ExerciseSpec,
    GradientCheck,
    GraphCheck,
    PrintedCheck,
    ProbeCheck,
    RaisedCheck,
    TraceCheck,
    ValueCheck,
)
from grader.messages import Message, N_, say
from grader.observations import Binding, EngineCall, Observation, Tensor

_DEGENERATE_FACTOR = 10.0


@dataclass(frozen=True)
class View:
    """What one run showed, as the checks see it: one pass through the lesson, and the reference's for the same inputs.

    ``refused_values`` says that the reference could not take the learner's own values over.
    ``first`` is the learner's public run when this is a hidden one: what must differ from run to run is compared with it.
    """

    found: Observation
    reference: Observation
    spec: ExerciseSpec
    stdout: str = ""
    hidden: bool = False
    first: Observation | None = None
    refused_values: bool = False

    def binding(self, name: str) -> Binding | None:
        """What the learner's name showed; for an adopted name, what it was when the engine was called."""
        return self.found.names.get(name)

    def adopted(self, name: str) -> Binding | None:
        """The learner's own value, as the engine call saw it."""
        return self.found.adopted.get(name) or self.found.names.get(name)


@dataclass(frozen=True)
class Finding:
    """Why a check failed."""

    code: str
    message: Message
    name: str = ""
    mismatch: Mismatch | None = None
    found: Tensor | None = field(default=None, repr=False)
    expected: Tensor | None = field(default=None, repr=False)


def evaluate(check: Check, view: View) -> Finding | None:
    """None if the check holds for this run, else what was found."""
    if view.refused_values and isinstance(check, ValueCheck | GradientCheck | TraceCheck | ProbeCheck):
        return Finding(
            "degenerate", say(N_("The reference solution cannot work with the values that you chose. Choose others."))
        )
    match check:
        case ValueCheck():
            return _value(check, view)
        case GradientCheck():
            return _gradient(check, view)
        case GraphCheck():
            return _graph(check, view)
        case TraceCheck():
            return _trace(check, view)
        case AdoptedCheck():
            return _adopted(check, view)
        case DrawnCheck():
            return _drawn(check, view)
        case RaisedCheck():
            return _raised(check, view)
        case PrintedCheck():
            return _printed(check, view)
        case CallsCheck():
            return _calls(check, view)
        case ProbeCheck():
            return _probe(check, view)
        case DefinedCheck():
            return _defined(check, view)
        case _:
            assert_never(check)


def evaluate_given(name: str, view: View) -> Finding | None:
    """Whether a given name was bound to this run's value: a value that could not be replaced is never skipped."""
    use = view.found.givens.get(name)
    if use is not None and (use.published or use.current):
        return None
    if use is None or (name not in view.found.names and not use.other):
        return _missing(name)
    if view.hidden:
        return Finding("given_not_replaceable", say(N_("{name} could not be given another value."), name=name), name)
    expected = view.reference.names.get(name)
    shown = comparison.show(expected.value) if expected is not None and expected.value is not None else ""
    binding = view.binding(name)
    found = binding.value if binding is not None else None
    text = N_("{name} should start as {expected}.")
    return Finding("wrong_given_value", say(text, name=name, expected=shown), name, found=found)


def _missing(name: str) -> Finding:
    return Finding("missing_name", say(N_("There is no variable named {name}."), name=name), name)


def _not_a_tensor(name: str, binding: Binding) -> Finding:
    text = N_("{name} is not a tensor but a value of type {type}.")
    return Finding("value_is_not_a_tensor", say(text, name=name, type=binding.type_name or binding.kind), name)


def _refused(name: str, binding: Binding) -> Finding:
    text = N_("The value of {name} cannot be compared: {reason}.")
    return Finding("wrong_dtype", say(text, name=name, reason=binding.refused or binding.kind), name)


def _value(check: ValueCheck, view: View) -> Finding | None:
    binding, expected = view.binding(check.name), view.reference.names.get(check.name)
    if binding is None:
        return _missing(check.name)
    if binding.kind not in check.accept:
        return _not_a_tensor(check.name, binding)
    if binding.value is None:
        return _refused(check.name, binding)
    wrong_type = _dtype_finding(check.name, binding, view)
    if wrong_type is not None:
        return wrong_type
    if expected is None or expected.value is None:
        return _missing(check.name)
    mismatch = comparison.compare(binding.value, expected.value, check.tolerance, exact_shape=check.exact_shape)
    return None if mismatch is None else _differs(check.name, mismatch, binding.value, expected.value)


def _dtype_finding(name: str, binding: Binding, view: View) -> Finding | None:
    if binding.kind != "tensor":
        return None
    allowed = view.spec.names[name].dtypes
    if binding.dtype in allowed:
        return None
    text = N_("{name} has dtype {found}; expected is {expected}.")
    return Finding("wrong_dtype", say(text, name=name, found=binding.dtype, expected=" / ".join(allowed)), name)


def _differs(name: str, mismatch: Mismatch, found: Tensor, expected: Tensor) -> Finding:
    values = {"name": name, "found": mismatch.found, "expected": mismatch.expected}
    if mismatch.kind == "shape":
        text = N_("{name} has shape {found}; expected is {expected}.")
        return Finding("wrong_shape", Message(text, values), name, mismatch, found, expected)
    if mismatch.kind == "not_finite":
        text = N_("{name} is {found}: it holds values that are not finite. Expected is {expected}.")
        return Finding("not_finite", Message(text, values), name, mismatch, found, expected)
    if mismatch.total == 1:
        text = N_("{name} is {found}; expected is {expected}.")
        return Finding("values", Message(text, values), name, mismatch, found, expected)
    text = N_("{name} is {found}; expected is {expected}. {wrong} of {total} element differs, most at index {index}.")
    plural = N_("{name} is {found}; expected is {expected}. {wrong} of {total} elements differ, most at index {index}.")
    shown_index = ", ".join(map(str, mismatch.index))
    values |= {"wrong": mismatch.wrong, "total": mismatch.total, "index": f"[{shown_index}]"}  # type: ignore[dict-item]
    return Finding("values", Message(text, values, plural, mismatch.wrong), name, mismatch, found, expected)


def _gradient(check: GradientCheck, view: View) -> Finding | None:
    name = check.name
    binding = view.binding(name)
    if binding is None:
        return _missing(name)
    if binding.kind != "tensor":
        return _not_a_tensor(name, binding)
    if check.expect == "none":
        return _gradient_absent(name, binding)
    if check.expect == "none_or_zero":
        return _gradient_cleared(check, binding)
    return _gradient_present(check, binding, view)


def _gradient_absent(name: str, binding: Binding) -> Finding | None:
    if binding.grad_state == "none":
        return None
    found = "?" if binding.grad is None else comparison.show(binding.grad)
    text = N_("{name}.grad is {found}; expected is None: no gradient should arrive at {name}.")
    return Finding("gradient_unexpected", say(text, name=name, found=found), f"{name}.grad", found=binding.grad)


def _gradient_cleared(check: GradientCheck, binding: Binding) -> Finding | None:
    """Cleared, or no more than what the last, tiny step left where the program clears before each step."""
    name = check.name
    if binding.grad_state == "none":
        return None
    if binding.grad is not None and (np.abs(comparison.numbers(binding.grad)) <= check.tolerance.atol).all():
        return None
    found = "?" if binding.grad is None else comparison.show(binding.grad)
    text = N_("{name}.grad is {found} at the end; after the last update it should be cleared (zero or None).")
    return Finding("gradient_left", say(text, name=name, found=found), f"{name}.grad", found=binding.grad)


def _gradient_present(check: GradientCheck, binding: Binding, view: View) -> Finding | None:
    name, reference = check.name, view.reference.names.get(check.name)
    expected = reference.grad if reference is not None else None
    if expected is None:
        return _missing(f"{name}.grad")
    wrong_type = _dtype_finding(name, binding, view)
    if wrong_type is not None:
        return wrong_type
    if binding.grad is None:
        text = N_("{name}.grad is None; expected is {expected}.")
        message = say(text, name=name, expected=comparison.show(expected))
        return Finding("gradient_none", message, f"{name}.grad", expected=expected)
    if _degenerate(expected, check, view):
        text = N_(
            "The values that you chose make the gradient of {name} vanish, so nothing can be checked. Choose others."
        )
        return Finding("degenerate", say(text, name=name), name)
    mismatch = comparison.compare(binding.grad, expected, check.tolerance)
    return None if mismatch is None else _differs(f"{name}.grad", mismatch, binding.grad, expected)


def _degenerate(expected: Tensor, check: GradientCheck, view: View) -> bool:
    """Whether values of the learner's own choice make the expected gradient too small to tell from nothing."""
    if not any(name.adopt != "no" for name in view.spec.names.values()):
        return False
    values = comparison.numbers(expected)
    return (
        not np.isfinite(values).all()
        or float(np.abs(values).max(initial=0.0)) <= _DEGENERATE_FACTOR * check.tolerance.atol
    )


def _graph(check: GraphCheck, view: View) -> Finding | None:
    binding = view.binding(check.name)
    if binding is None:
        return _missing(check.name)
    if binding.kind != "tensor":
        return _not_a_tensor(check.name, binding)
    return _flag_finding(check, binding) or _reach_finding(check, binding)


def _flag_finding(check: GraphCheck, binding: Binding) -> Finding | None:
    name = check.name
    if check.requires_grad is not None and binding.requires_grad != check.requires_grad:
        code = "not_tracked" if check.requires_grad else "tracked"
        text = (
            N_("{name} is not tracked by autograd: {name}.requires_grad is False.")
            if check.requires_grad
            else N_("{name} is tracked by autograd: {name}.requires_grad is True, expected is False.")
        )
        return Finding(code, say(text, name=name), name)
    if check.is_leaf is not None and binding.is_leaf != check.is_leaf:
        text = (
            N_("{name} is not a leaf: it is the result of another operation ({operation}).")
            if check.is_leaf
            else N_("{name} is a leaf: it should be the result of the computation.")
        )
        code = "not_a_leaf" if check.is_leaf else "a_leaf"
        return Finding(code, say(text, name=name, operation=binding.grad_fn or "?"), name)
    if check.has_graph is not None and bool(binding.grad_fn) != check.has_graph:
        text = (
            N_("{name} carries no graph: nothing can be differentiated through it.")
            if check.has_graph
            else N_("{name} carries a graph; expected is a value without one.")
        )
        return Finding("no_graph" if check.has_graph else "has_graph", say(text, name=name), name)
    return None


def _reach_finding(check: GraphCheck, binding: Binding) -> Finding | None:
    for wanted in check.reaches:
        if wanted not in binding.reaches:
            text = N_("The graph of {name} does not lead back to {leaf}.")
            return Finding("graph_cut", say(text, name=check.name, leaf=wanted), check.name)
    for unwanted in check.avoids:
        if unwanted in binding.reaches:
            text = N_("The graph of {name} leads back to {leaf}; it should not.")
            return Finding("graph_not_cut", say(text, name=check.name, leaf=unwanted), check.name)
    return None


def _trace(check: TraceCheck, view: View) -> Finding | None:
    found, expected = view.found.trace, view.reference.trace
    if found is None or expected is None or not found.shape[0]:
        return Finding("no_trace", say(N_("No loss was ever differentiated.")), "loss", expected=expected)
    if check.expect == "falls":
        return _trace_falls(check, found)
    if found.shape != expected.shape:
        text = N_("The loss was differentiated {found} time; expected is {expected}.")
        plural = N_("The loss was differentiated {found} times; expected is {expected}.")
        count = found.shape[0]
        message = Message(text, {"found": count, "expected": expected.shape[0]}, plural, count)
        return Finding("trace_length", message, "loss", found=found, expected=expected)
    mismatch = comparison.compare(found, expected, check.tolerance)
    if mismatch is None:
        return None
    text = N_("The losses take another course: at step {step} the loss is {found}, expected is {expected}.")
    step = mismatch.index[0] + 1 if mismatch.index else 1
    shown = {"found": _shown(mismatch.found_at), "expected": _shown(mismatch.expected_at)}
    return Finding("trace_differs", say(text, step=step, **shown), "loss", mismatch, found, expected)


def _shown(number: float | None) -> str:
    return "?" if number is None else comparison.show_number(number)


def _trace_falls(check: TraceCheck, found: Tensor) -> Finding | None:
    values = comparison.numbers(found)
    if np.isfinite(values[-1]) and values[-1] <= check.final_below and values[-1] <= values[0]:
        return None
    text = N_("The last loss is {found}; training should bring it below {allowed}.")
    return Finding(
        "trace_high", say(text, found=_shown(float(values[-1])), allowed=_shown(check.final_below)), "loss", found=found
    )


def _adopted(check: AdoptedCheck, view: View) -> Finding | None:
    name, binding = check.name, view.adopted(check.name)
    if binding is None:
        return _missing(name)
    if binding.kind != "tensor":
        return _not_a_tensor(name, binding)
    wrong_type = _dtype_finding(name, binding, view)
    if wrong_type is not None or binding.value is None:
        return wrong_type or _refused(name, binding)
    if binding.shape != check.shape:
        text = N_("{name} has shape {found}; expected is {expected}.")
        shapes = {"found": comparison.show_shape(binding.shape), "expected": comparison.show_shape(check.shape)}
        mismatch = Mismatch("shape", shapes["found"], shapes["expected"])
        return Finding("wrong_shape", say(text, name=name, **shapes), name, mismatch)
    tracked = None
    if check.requires_grad is not None:
        flags = GraphCheck(
            id=check.id, kind="graph", name=name, requires_grad=check.requires_grad, is_leaf=check.requires_grad
        )
        tracked = _flag_finding(flags, binding)
    return tracked or _range_finding(check, binding.value)


def _range_finding(check: AdoptedCheck, value: Tensor) -> Finding | None:
    values = comparison.numbers(value)
    if not np.isfinite(values).all():
        text = N_("{name} holds values that are not finite.")
        return Finding("not_finite", say(text, name=check.name), check.name)
    over = values > check.high if check.high_included else values >= check.high
    if not (over | (values < check.low)).any():
        return None
    text = N_("{name} is {found}; its values should lie between {low} and {high}.")
    bounds = {"low": _shown(check.low), "high": _shown(check.high)}
    return Finding("out_of_range", say(text, name=check.name, found=comparison.show(value), **bounds), check.name)


def _drawn(check: DrawnCheck, view: View) -> Finding | None:
    if view.first is None:
        return None
    before = view.first.adopted.get(check.name) or view.first.names.get(check.name)
    now = view.adopted(check.name)
    if before is None or now is None or before.value is None or now.value is None:
        return _missing(check.name)
    if before.value.data != now.value.data:
        return None
    text = N_("{name} is the same in every run: it should be drawn at random, not typed in.")
    return Finding("not_drawn", say(text, name=check.name), check.name)


def _raised(check: RaisedCheck, view: View) -> Finding | None:
    errors = list(view.found.raised)
    if not check.uncaught_counts and view.found.error is not None:
        errors = [each for each in errors if each.message != view.found.error.message]
    if any(_fits(each.message, each.bases, check.words) for each in errors):
        return None
    text = N_("No error of torch about sizes that do not fit was seen.")
    return Finding("not_raised", say(text), "raised")


def _fits(message: str, bases: tuple[str, ...], words: Sequence[str]) -> bool:
    lowered = message.lower()
    return bool({"RuntimeError", "ValueError", "IndexError"} & set(bases)) and any(word in lowered for word in words)


def excused_error(check: RaisedCheck, observation: Observation) -> bool:
    """Whether the error that ended the program is the very one the lesson asks for."""
    error = observation.error
    return check.uncaught_counts and error is not None and _fits(error.message, error.bases, check.words)


_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def _printed(check: PrintedCheck, view: View) -> Finding | None:
    binding = view.binding(check.name)
    wanted = None if binding is None else binding.grad if check.gradient else binding.value
    if wanted is None:
        return None  # another check speaks of the missing value
    printed = np.array([float(each) for each in _NUMBER.findall(view.stdout[:100_000])][:5000])
    for number in comparison.numbers(wanted).ravel():
        if not (np.abs(printed - number) <= check.tolerance.atol + check.tolerance.rtol * abs(number)).any():
            shown = f"{check.name}.grad" if check.gradient else check.name
            return Finding("not_printed", say(N_("The program does not print {name}."), name=shown), check.name)
    return None


def _calls(check: CallsCheck, view: View) -> Finding | None:
    if view.found.source.typed_gradients and not check.functions:
        line = view.found.source.typed_gradients[0].line
        text = N_("A gradient is written by hand in line {line}; it should come from autograd.")
        return Finding("gradient_typed", say(text, line=line))
    fitting = [call for call in view.found.calls if _call_fits(call, check)]
    watched = sum(view.found.watched.get(name, 0) for name in check.functions)
    count = len(fitting) if not check.functions else watched
    if not check.functions and view.found.call_count > len(view.found.calls) and fitting:
        count = view.found.call_count
    if count < check.at_least:
        if check.functions:
            text = N_("{function} was not called.")
            return Finding("function_not_called", say(text, function=" / ".join(check.functions)))
        return _no_call(check, view)
    if check.at_most is not None and count > check.at_most:
        text = N_("{function} was called; this exercise is to be solved without it.")
        return Finding("function_forbidden", say(text, function=" / ".join(check.functions) or "backward"))
    return None


def _call_fits(call: EngineCall, check: CallsCheck) -> bool:
    if call.method == "func":
        return True
    return set(check.reaches) <= set(call.reaches) and set(check.through) <= set(call.through)


def _no_call(check: CallsCheck, view: View) -> Finding:
    if not view.found.call_count and not view.found.calls:
        return Finding("no_call", say(N_("No backward pass was seen: neither backward() nor torch.autograd.grad().")))
    name = ", ".join((*check.reaches, *check.through))
    return Finding("call_misses", say(N_("No backward pass was seen that reaches {name}."), name=name), name)


def _probe(check: ProbeCheck, view: View) -> Finding | None:
    found, expected = view.found.probes.get(check.id), view.reference.probes.get(check.id)
    if found is None or found.state == "unbound":
        return _missing(check.of)
    if found.state == "hooked":
        return None  # differentiating would run the learner's own hooks; the other checks decide
    if found.value is None:
        text = N_("{name} cannot be differentiated by {by}: it carries no graph that leads there.")
        return Finding("probe_no_graph", say(text, name=check.of, by=check.wrt), check.of)
    if expected is None or expected.value is None:
        return _missing(check.of)
    mismatch = comparison.compare(found.value, expected.value, check.tolerance)
    return (
        None if mismatch is None else _differs(f"d {check.of} / d {check.wrt}", mismatch, found.value, expected.value)
    )


def _defined(check: DefinedCheck, view: View) -> Finding | None:
    binding = view.binding(check.name)
    if binding is None:
        return Finding("not_defined", say(N_("The program does not define {name}."), name=check.name), check.name)
    if binding.kind not in ("callable", "module"):
        return _not_a_tensor(check.name, binding)
    return None
