"""The checks: one rule each, comparing what a learner's program showed with what the reference showed.

`evaluate` gives None for a check that holds, else a `Finding`: a message for the learner, the mismatch where there is one,
and a short ``code`` that the diagnosis starts from. A check never raises: a record that lacks something fails the check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

import numpy as np

from grader import checks_autograd, comparison
from grader.comparison import Mismatch
from grader.exercise_format import (
    AdoptedCheck,
    CallsCheck,
    Check,
    DefinedCheck,
    DrawnCheck,
    GradientCheck,
    GraphCheck,
    PrintedCheck,
    ProbeCheck,
    RaisedCheck,
    Tolerance,
    TraceCheck,
    ValueCheck,
)
from grader.findings import Finding, View, differs, missing, not_a_tensor, refused, shown, unmet, wrong_dtype
from grader.messages import N_, Message, say
from grader.observations import EngineCall, ErrorFacts, Observation, Tensor


def evaluate(check: Check, view: View) -> Finding | None:  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    """None if the check holds for this run, else what was found."""
    if view.refused_values and isinstance(check, ValueCheck | GradientCheck | TraceCheck | ProbeCheck):
        return Finding(
            "degenerate", say(N_("The reference solution cannot work with the values that you chose. Choose others."))
        )
    if view.found.unmet is not None:
        return unmet(view.found.unmet)
    match check:
        case ValueCheck():
            return _value(check, view)
        case GradientCheck():
            return checks_autograd.gradient(check, view)
        case GraphCheck():
            return checks_autograd.graph(check, view)
        case TraceCheck():
            return checks_autograd.trace(check, view)
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
            return checks_autograd.probe(check, view)
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
        return missing(name)
    if view.hidden:
        return Finding("given_not_replaceable", say(N_("{name} could not be given another value."), name=name), name)
    expected = view.reference.names.get(name)
    shown = comparison.show(expected.value) if expected is not None and expected.value is not None else ""
    binding = view.binding(name)
    found = binding.value if binding is not None else None
    text = N_("{name} should start as {expected}.")
    return Finding("wrong_given_value", say(text, name=name, expected=shown), name, found=found)


def _value(check: ValueCheck, view: View) -> Finding | None:
    binding, expected = view.binding(check.name), view.reference.names.get(check.name)
    if binding is None:
        return None if view.spec.names[check.name].optional else missing(check.name)
    if binding.kind not in check.accept:
        return not_a_tensor(check.name, binding)
    if binding.value is None:
        return refused(check.name, binding)
    wrong_type = wrong_dtype(check.name, binding, view)
    if wrong_type is not None:
        return wrong_type
    if expected is None or expected.value is None:
        return missing(check.name)
    mismatch = comparison.compare(binding.value, expected.value, check.tolerance, exact_shape=check.exact_shape)
    return None if mismatch is None else differs(check.name, mismatch, binding.value, expected.value)


def _adopted(check: AdoptedCheck, view: View) -> Finding | None:
    name, binding = check.name, view.adopted(check.name)
    if binding is None:
        return missing(name)
    if binding.kind != "tensor":
        return not_a_tensor(name, binding)
    wrong_type = wrong_dtype(name, binding, view)
    if wrong_type is not None or binding.value is None:
        return wrong_type or refused(name, binding)
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
        tracked = checks_autograd.flag_finding(flags, binding)
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
    bounds = {"low": shown(check.low), "high": shown(check.high)}
    return Finding("out_of_range", say(text, name=check.name, found=comparison.show(value), **bounds), check.name)


def _drawn(check: DrawnCheck, view: View) -> Finding | None:
    if view.first is None:
        return None
    before = view.first.adopted.get(check.name) or view.first.names.get(check.name)
    now = view.adopted(check.name)
    if before is None or now is None or before.value is None or now.value is None:
        return missing(check.name)
    if before.value.data != now.value.data:
        return None
    text = N_("{name} is the same in every run: it should be drawn at random, not typed in.")
    return Finding("not_drawn", say(text, name=check.name), check.name)


def _raised(check: RaisedCheck, view: View) -> Finding | None:
    errors = list(view.found.raised)
    if view.found.error is not None and not excused_error(check, view.found):
        errors = [each for each in errors if each.message != view.found.error.message]
    if not any(_fits(each.message, each.bases, check.words) for each in errors):
        text = N_("No error of torch about sizes that do not fit was seen.")
        return Finding("not_raised", say(text), "raised")
    return None if check.flag is None or excused_error(check, view.found) else _flag(check.flag, view)


def _flag(name: str, view: View) -> Finding | None:
    """The variable that says that the error was caught must be there and be true."""
    binding = view.binding(name)
    if binding is None:
        return missing(name)
    untrue = binding.kind == "none" or (binding.value is not None and not np.any(comparison.numbers(binding.value)))
    return Finding("flag_untrue", say(N_("{name} is not True at the end."), name=name), name) if untrue else None


def _fits(message: str, bases: tuple[str, ...], words: Sequence[str]) -> bool:
    lowered = message.lower()
    return "RuntimeError" in bases and any(word in lowered for word in words)


def excused_error(check: RaisedCheck, observation: Observation) -> bool:
    """Whether the error that ended the program is the very one the lesson asks for, and nothing was left to do."""
    error = observation.error
    if error is None or not (check.uncaught_counts and error.at_end):
        return False
    return is_wanted(check, error)


def is_wanted(check: RaisedCheck, error: ErrorFacts) -> bool:
    """Whether this is the error that the lesson asks for."""
    return _fits(error.message, error.bases, check.words)


_READ_CHARACTERS, _READ_NUMBERS = 100_000, 5000
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def printed_numbers(text: str) -> comparison.Array:
    """The numbers that a program printed, as float64 of shape (count,)."""
    return np.array([float(each) for each in _NUMBER.findall(text[:_READ_CHARACTERS])][:_READ_NUMBERS])


def _printed(check: PrintedCheck, view: View) -> Finding | None:
    binding = view.binding(check.name)
    wanted = None if binding is None else binding.grad if check.gradient else binding.value
    if wanted is None:
        return None  # another check speaks of the missing value
    if _all_near(comparison.numbers(wanted).ravel(), printed_numbers(view.stdout), check.tolerance):
        return None
    shown = f"{check.name}.grad" if check.gradient else check.name
    return Finding("not_printed", say(N_("The program does not print {name}."), name=shown), check.name)


def _all_near(wanted: comparison.Array, printed: comparison.Array, tolerance: Tolerance) -> bool:
    """Whether there is a printed number near each that is wanted. Both may be many: only each one's neighbours are looked at."""
    if not printed.size:
        return not wanted.size
    ordered = np.sort(printed)
    above = np.searchsorted(ordered, wanted)
    neighbours = (ordered[np.maximum(above - 1, 0)], ordered[np.minimum(above, ordered.size - 1)])
    with np.errstate(invalid="ignore"):  # infinity less infinity
        distance = np.fmin(*(np.abs(each - wanted) for each in neighbours))
        return bool((distance <= tolerance.atol + tolerance.rtol * np.abs(wanted)).all())


def _calls(check: CallsCheck, view: View) -> Finding | None:
    if view.found.source.typed_gradients and not check.functions and check.at_least:
        line = view.found.source.typed_gradients[0].line
        text = N_("A gradient is written by hand in line {line}; it should come from autograd.")
        return Finding("gradient_typed", say(text, line=line))
    for name in check.reaches:
        if not check.functions and _made_elsewhere(name, view):
            text = N_("The gradient of {name} did not come from autograd: every backward pass left zero there.")
            return Finding("gradient_typed", say(text, name=name), name)
    fitting = [call for call in view.found.calls if _call_fits(call, check)]
    watched = sum(view.found.watched.get(name, 0) for name in check.functions)
    count = len(fitting) if not check.functions else watched
    if not check.functions and view.found.call_count > len(view.found.calls) and fitting:
        count = view.found.call_count
    if count < check.at_least:
        if check.functions:
            text = N_("{function} was not called.")
            return Finding("function_not_called", say(text, function=" / ".join(check.functions)))
        return _no_call(check, view, count)
    if check.at_most is not None and count > check.at_most:
        return _too_many(check, view, count)
    return None


def _made_elsewhere(name: str, view: View) -> bool:
    """Whether a leaf shows a gradient although every backward pass that reached it left nothing but zeros."""
    binding = view.binding(name)
    calls = [call for call in view.found.calls if name in call.reaches or call.method == "func"]
    if binding is None or binding.grad is None or not comparison.numbers(binding.grad).any() or not calls:
        return False
    if any(call.method != "backward" or name not in call.leaves for call in calls):
        return False  # what such a call gave was not remembered
    left = [call.leaves[name].after for call in calls]
    return view.found.call_count == len(view.found.calls) and not any(
        each is not None and comparison.numbers(each).any() for each in left
    )


def _too_many(check: CallsCheck, view: View, count: int) -> Finding:
    if check.functions:
        called = [name for name in check.functions if view.found.watched.get(name)]
        # What a function ends in is an operator; the function's own name tells the learner more.
        called = [name for name in called if not name.startswith("torch.ops.")] or called
        text = N_("{function} was called; this exercise is to be solved without it.")
        return Finding("function_forbidden", say(text, function=" / ".join(called)))
    text = N_("Autograd was asked for gradients {count} time; the exercise allows {most}.")
    plural = N_("Autograd was asked for gradients {count} times; the exercise allows {most}.")
    return Finding("too_many_calls", Message(text, {"count": count, "most": check.at_most or 0}, plural, count))


def _call_fits(call: EngineCall, check: CallsCheck) -> bool:
    if call.method == "func":
        return True
    if check.of is not None and check.of not in call.of:
        return False
    return set(check.reaches) <= set(call.reaches) and set(check.through) <= set(call.through)


def _no_call(check: CallsCheck, view: View, count: int) -> Finding:
    if not view.found.call_count and not view.found.calls:
        return Finding("no_call", say(N_("No backward pass was seen: neither backward() nor torch.autograd.grad().")))
    if check.of is not None and any(set(check.reaches) <= set(call.reaches) for call in view.found.calls):
        text = N_("No backward pass was seen that starts from {name}: something else was differentiated.")
        return Finding("call_misses", say(text, name=check.of), check.of)
    name = ", ".join((*check.reaches, *check.through))
    if not name:
        text = N_("Autograd was asked for gradients {count} time; the exercise needs {least}.")
        plural = N_("Autograd was asked for gradients {count} times; the exercise needs {least}.")
        return Finding("too_few_calls", Message(text, {"count": count, "least": check.at_least}, plural, count))
    return Finding("call_misses", say(N_("No backward pass was seen that reaches {name}."), name=name), name)


def _defined(check: DefinedCheck, view: View) -> Finding | None:
    binding = view.binding(check.name)
    if binding is None:
        return Finding("not_defined", say(N_("The program does not define {name}."), name=check.name), check.name)
    if binding.kind not in ("callable", "module"):
        return not_a_tensor(check.name, binding)
    return None
