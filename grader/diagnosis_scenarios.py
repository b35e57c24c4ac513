"""Names what is wrong with a function or class that a scenario called.

Three sources: what the scenario asked for and did not find; what the exercise declares a failed check to mean; and the second
oracle, numeric differentiation of the learner's own forward, which tells a wrong forward from a wrong backward and from a graph
that is cut between the two. The second oracle explains; it never accepts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from grader import comparison, findings
from grader.comparison import Array
from grader.diagnosis_texts import describe
from grader.evidence import Case
from grader.exercise_format import Check, ExerciseSpec, GradientCheck, ValueCheck
from grader.findings import View
from grader.judging import Judged
from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import Observation, Tensor
from grader.results import Diagnosis

_RELATIVE, _ABSOLUTE = 1e-3, 1e-6
"""How closely a numeric derivative is met: it is exact to about 1e-9, the learner's own may be float32."""
_MANY_ROWS = 5
"""A factor of 2 or 3 has many causes; a factor of so much and more that is the number of samples has one."""
_BACKWARD_RETURNS_NONE = N_("backward returns None where a gradient is needed.")


def unmet(view: View) -> Diagnosis | None:
    """The diagnosis of a program that is not what the scenario asks for; None where it is."""
    asked = view.found.unmet
    if asked is None:
        return None
    if asked.code == "missing_name":
        near = nearest(asked.name, {each.name: each.kind for each in view.found.others})
        if near:
            text = N_("The program does not define {name}, but it has {near}. Names must match exactly.")
            return Diagnosis("missing_name", say(text, name=asked.name, near=near))
        return Diagnosis("missing_name", findings.unmet(asked).message)
    line = next((each.line for each in view.found.source.functions if each.word == asked.name), 0)
    if asked.code == "nothing_returned":
        text = N_(
            "{name} computes something and does not hand it back: a return is missing. Printing is not returning."
        )
        return Diagnosis("nothing_returned", say(text, name=asked.name), line)
    return Diagnosis(asked.code, findings.unmet(asked).message, line)


_ERRORS: Sequence[tuple[str, str, str]] = (
    (
        r"returned an incorrect number of gradients",
        "wrong_gradient_count",
        N_("backward has to return one gradient for each input of forward, in the same order."),
    ),
    (
        r"returned an invalid gradient at index",
        "gradient_does_not_fit",
        N_(
            "backward returns a gradient that does not have its input's shape: one for each input of forward, in the same order."
        ),
    ),
    (
        r"expected Variable or None \(got",
        "value_is_not_a_tensor",
        N_("backward returns a plain number where a gradient is needed: a tensor, or None where nothing is tracked."),
    ),
    (
        r"must implement either the backward or vjp",
        "backward_missing",
        N_("The class has no static method named backward, so nothing tells autograd its derivative."),
    ),
    (
        r"element 0 of tensors does not require grad",
        "graph_cut",
        N_(
            "A value without a graph is to be differentiated: the graph was cut off on the way, or nothing in it is tracked."
        ),
    ),
    (
        (
            r"'(?:tuple|torch\.return_types\.\w+)' object has no attribute|, not (?:tuple|torch\.return_types)|"
            r"unsupported operand .*'torch\.return_types\.\w+'|can only concatenate tuple"
        ),
        "tuple_not_unpacked",
        N_("Several values came back at once, as a tuple: take the one you mean out of it first."),
    ),
    (
        r"not enough values to unpack \(expected \d+, got 0\)",
        "nothing_saved",
        N_("backward finds nothing saved: forward has to hand what backward needs to ctx.save_for_backward."),
    ),
)


def error(observation: Observation) -> Diagnosis | None:
    """What an error says where a function was called with tracked tensors, or has a backward of its own; None for any other."""
    raised = observation.error
    if raised is None:
        return None
    for pattern, code, text in _ERRORS:
        if re.search(pattern, raised.message):
            return Diagnosis(code, say(text), raised.line)
    return None


def missing_gradient(case: Case) -> Diagnosis | None:
    """Why a gradient is None where the passes are the program's own, or go through a backward of its own; None for others."""
    own = [call.line for call in case.found.calls if call.line]
    if own and len(own) == len(case.found.calls):
        cleared = max((each.line for each in case.called("zero_grad", "zero_")), default=0)
        if cleared > max(own):
            return Diagnosis("gradient_zeroed_after_backward", describe("gradient_zeroed_after_backward"), cleared)
        text = N_(
            "A backward pass ran, and the parameters have no gradient: it did not reach them, or it was taken away again."
        )
        return Diagnosis("gradient_is_none", say(text), max(own))
    backward = next((each for each in case.source.functions if each.word == "backward"), None)
    if not own and case.found.calls and backward is not None:
        return Diagnosis("gradient_is_none", say(_BACKWARD_RETURNS_NONE), backward.line)
    return None


def declared(judged: Sequence[Judged]) -> dict[str, Diagnosis]:
    """What the exercise says that failed checks of the public run mean, by check, in the exercise's order."""
    failed = {each.id for each in judged if each.finding is not None}
    return {
        each.id: Diagnosis(each.check.means, describe(each.check.means))
        for each in judged
        if each.finding is not None
        and not each.hidden
        and each.check is not None
        and each.check.means
        and not failed & set(each.check.if_hold)
    }


# --- the second oracle -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Gradient:
    """One gradient three ways: as the learner has it (None: there is none), as expected, and of the learner's own forward."""

    name: str
    found: Array | None
    expected: Array
    own: Array
    by: str


def second_oracle(counted: Sequence[Judged], view: View, derived: Observation) -> Diagnosis | None:
    """Which half is wrong, from the first failed gradient for which the scenario took a derivative."""
    for each in counted:
        if each.hidden or not is_derivative(each.check):
            continue
        gradient = _gradient(each.check, view, derived)
        if gradient is not None:
            found = _which_half(gradient, _rows(view.reference))
            if found is not None and found.code == "update_lost" and not view.found.calls:
                return Diagnosis("backward_not_called", describe("backward_not_called"))
            cut = found is not None and found.code == "graph_cut"
            return _without_create_graph(view) or found if cut else found
    return None


def _without_create_graph(view: View) -> Diagnosis | None:
    """Where the reference differentiates inside the forward and keeps a graph of it, and the program keeps none."""
    own = [call for call in view.found.calls if call.line]
    if not own or any(call.create_graph for call in own) or not any(call.create_graph for call in view.reference.calls):
        return None
    return Diagnosis("create_graph_missing", describe("create_graph_missing"), own[0].line)


def _rows(reference: Observation) -> set[int]:
    """How many samples the values have that the scenario shows: what a sum over a batch is too large by."""
    shapes = [each.shape for each in reference.names.values() if each.kind == "tensor"]
    return {shape[0] for shape in shapes if shape and shape[0] >= _MANY_ROWS}


def is_derivative(check: Check | None) -> TypeGuard[GradientCheck | ValueCheck]:
    """Whether a check looks at a derivative: a gradient, or a value that a formula for one computes."""
    return isinstance(check, GradientCheck) or (isinstance(check, ValueCheck) and check.by == "formula")


def _gradient(check: GradientCheck | ValueCheck, view: View, derived: Observation) -> _Gradient | None:
    own = derived.names.get(check.name)
    expected = _shown(check, view.reference)
    if own is None or own.value is None or expected is None:
        return None
    found = _shown(check, view.found)
    wanted = comparison.numbers(expected)
    numeric = comparison.numbers(own.value)
    if numeric.size != wanted.size or (found is not None and len(found.data) == 0):
        return None
    actual = comparison.numbers(found) if found is not None else None
    if actual is not None and actual.size != wanted.size:
        return None
    shaped = None if actual is None else actual.reshape(wanted.shape)
    return _Gradient(check.name, shaped, wanted, numeric.reshape(wanted.shape), check.by)


def _shown(check: GradientCheck | ValueCheck, observation: Observation) -> Tensor | None:
    binding = observation.names.get(check.name)
    if binding is None:
        return None
    return binding.grad if isinstance(check, GradientCheck) else binding.value


def _which_half(gradient: _Gradient, rows: Collection[int]) -> Diagnosis | None:
    """Forward, backward, or what lies between them."""
    if not np.isfinite(gradient.own).all():
        return None
    fits_own = gradient.found is not None and _meets(gradient.found, gradient.own)
    if _meets(gradient.own, gradient.expected):
        return None if fits_own else _FORWARD_RIGHT[gradient.by](gradient)
    if fits_own:
        return _forward_wrong(gradient, rows)
    if gradient.found is not None and _meets(gradient.found, gradient.expected):
        text = N_("The gradient is what the task asks for, but your forward computation is another function.")
    elif gradient.by == "formula":
        text = N_("Forward and backward both differ from the task. Start with the forward.")
    elif gradient.by == "update":
        text = N_("The loss and the update both differ from the task. Start with the loss.")
    else:
        return None
    return Diagnosis("forward_wrong", say(text))


def _forward_wrong(gradient: _Gradient, rows: Collection[int]) -> Diagnosis:
    """The gradient is that of another function: perhaps of the right one, but for its sign or length."""
    factor = comparison.uniform_ratio(gradient.own, gradient.expected)
    if factor is not None and abs(factor + 1) < _RELATIVE:
        return Diagnosis("wrong_sign", describe("wrong_sign"))
    for code, count in (("sum_instead_of_mean", factor), ("mean_instead_of_sum", 1 / factor if factor else None)):
        sizes = {size for size in gradient.own.shape if size > 1} | set(rows)
        if count is not None and any(abs(count / size - 1) < _RELATIVE for size in sizes):
            return Diagnosis(code, describe(code))
    if gradient.by == "update":
        text = N_("The update fits your own loss. What differs from the task is the loss.")
        return Diagnosis("forward_wrong", say(text))
    text = N_("The gradient fits your own forward computation. What differs from the task is the forward.")
    return Diagnosis("forward_wrong", say(text))


def _formula_wrong(gradient: _Gradient) -> Diagnosis:
    if gradient.found is None:
        return Diagnosis("gradient_is_none", say(_BACKWARD_RETURNS_NONE))
    factor = _factor(gradient)
    if factor is not None and factor:
        text = N_(
            "The forward is right. The derivative by formula is {factor} times what numeric differentiation gives."
        )
        return Diagnosis("backward_wrong", say(text, factor=factor))
    text = N_("The forward is right. The derivative by formula is not what numeric differentiation of it gives.")
    return Diagnosis("backward_wrong", say(text))


def _graph_wrong(gradient: _Gradient) -> Diagnosis | None:
    if gradient.found is None or not np.any(gradient.found):
        text = N_("The forward is right, but no gradient comes back through it: the graph is cut on the way.")
        return Diagnosis("graph_cut", say(text))
    if _factor(gradient) is not None:
        return None  # the right direction at another length: that is no matter of the graph
    text = N_(
        "The forward is right, but the gradient is not its derivative: the graph between them is cut in part, or open too far."
    )
    return Diagnosis("graph_wrong", say(text))


def _update_wrong(gradient: _Gradient) -> Diagnosis | None:
    if gradient.found is None:
        return None
    if not np.any(gradient.found):
        text = N_("The loss is right, but the parameters stay as they were: the update has no effect.")
        return Diagnosis("update_lost", say(text))
    factor = _factor(gradient)
    if factor is None:
        text = N_("The loss is right, but the update is not the learning rate times its gradient.")
        return Diagnosis("update_wrong", say(text))
    if abs(factor + 1) < _RELATIVE:
        return Diagnosis("update_ascends", describe("update_ascends"))
    text = N_("The loss is right, but the update is {factor} times the learning rate times its gradient.")
    return Diagnosis("update_scaled", say(text, factor=factor))


def _accumulation_wrong(gradient: _Gradient) -> Diagnosis | None:
    if gradient.found is None or not np.any(gradient.found):
        return None
    text = N_(
        "The returned loss is right, but the gradients are not its derivative: look at what each part adds, and with which weight."
    )
    return Diagnosis("accumulation_wrong", say(text))


def _factor(gradient: _Gradient) -> float | None:
    """The number that the found gradient is times the expected one, where that is one number throughout."""
    if gradient.found is None:
        return None
    ratio = comparison.uniform_ratio(gradient.found, gradient.expected)
    return None if ratio is None else float(ratio)


_FORWARD_RIGHT: Mapping[str, Callable[[_Gradient], Diagnosis | None]] = {
    "autograd": _graph_wrong,
    "formula": _formula_wrong,
    "update": _update_wrong,
    "accumulation": _accumulation_wrong,
}


def fitting(spec: ExerciseSpec, view: View, derived: Observation) -> Diagnosis | None:
    """A wrong gradient that equals a derivative which the exercise declares to mean something."""
    for each in spec.fits:
        found = _gradient_numbers(view.found, each.gradient)
        expected = _gradient_numbers(view.reference, each.gradient)
        other = derived.names.get(each.derivative)
        if found is None or expected is None or other is None or other.value is None:
            continue
        numeric = comparison.numbers(other.value).ravel()
        own = derived.names.get(each.gradient)
        if own is not None and own.value is not None and meets(own.value, other.value):
            continue  # for this program the two derivatives are the same, so the gradient tells nothing
        sizes = {found.size, expected.size, numeric.size}
        if len(sizes) == 1 and _meets(found, numeric) and not _meets(expected, numeric):
            return Diagnosis(each.means, describe(each.means))
    return None


def _gradient_numbers(observation: Observation, name: str) -> Array | None:
    binding = observation.names.get(name)
    return None if binding is None or binding.grad is None else comparison.numbers(binding.grad).ravel()


def meets(one: Tensor, other: Tensor) -> bool:
    """Whether a numeric derivative is what a tensor holds; shapes may differ in how they are bracketed."""
    found, expected = comparison.numbers(one).ravel(), comparison.numbers(other).ravel()
    return found.size == expected.size and _meets(found, expected)


def _meets(one: Array, other: Array) -> bool:
    scale = float(np.abs(other).max(initial=0.0))
    with np.errstate(all="ignore"):
        return bool((np.abs(one - other) <= _RELATIVE * np.abs(other) + _RELATIVE * 0.1 * scale + _ABSOLUTE).all())
