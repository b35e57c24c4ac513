"""Values and gradients that are there and wrong: shapes, factors, signs, sums of several passes, another variable's."""

from __future__ import annotations

import numpy as np

from grader import diagnosis_tracking as tracking
from grader import evidence
from grader.comparison import Array
from grader.diagnosis_texts import describe
from grader.evidence import CLOSE, Case, close, steady_ratio, values
from grader.findings import Finding
from grader.messages import N_, say
from grader.results import Diagnosis

_MATRIX = 2


# --- shapes --------------------------------------------------------------------------------------------------------------


def shape(case: Case, finding: Finding) -> Diagnosis:
    """The value has another shape than the task describes."""
    line = case.line(finding.name)
    found, expected = values(finding.found), values(finding.expected)
    if found is None or expected is None:
        return Diagnosis("wrong_shape", describe("wrong_shape"), line)
    if found.ndim == _MATRIX and found.T.shape == expected.shape and (close(found.T, expected) or found.size == 1):
        return Diagnosis("transposed", describe("transposed"), line)
    if expected.size == 1 and found.size > 1:
        text = N_("{name} has several elements. The task reduces it to one number before the backward pass.")
        return Diagnosis("non_scalar_backward", say(text, name=finding.name), line)
    if _blown_up(found.shape, expected.shape):
        return Diagnosis("broadcast_blow_up", describe("broadcast_blow_up"), line)
    return Diagnosis("wrong_shape", describe("wrong_shape"), line)


def given(case: Case, finding: Finding) -> Diagnosis:
    """A value that the task gives was written differently: another shape, another kind of thing, or other numbers."""
    line = case.line(finding.name)
    binding, reference = case.binding(finding.name), case.reference.names.get(finding.name)
    if binding is not None and binding.kind not in ("tensor", "number", "array", "sequence"):
        return tracking.not_a_tensor(case, finding.name, binding)
    found = values(binding.value) if binding is not None else None
    expected = values(reference.value) if reference is not None else None
    if case.trains and not case.differentiated and finding.name in case.leaves and _same(found, expected):
        text = N_("{name} is typed in with the value that training should give.")
        return Diagnosis("hard_coded", say(text, name=finding.name), line)
    code = "wrong_given_value"
    if found is not None and expected is not None and found.shape != expected.shape:
        if found.ndim == _MATRIX and found.T.shape == expected.shape:
            code = "transposed"
        elif max(found.ndim, expected.ndim) >= _MATRIX or (expected.size == 1 and found.size != 1):
            code = "wrong_shape"
    return Diagnosis(code, finding.message, line)


def _same(found: Array | None, expected: Array | None) -> bool:
    return found is not None and expected is not None and close(found, expected)


def adopted_shape(case: Case, finding: Finding) -> Diagnosis:
    """A value of the learner's own choice has another shape than the task describes."""
    code = "wrong_shape"
    if finding.mismatch is not None and _is_turned(finding.mismatch.found, finding.mismatch.expected):
        # What is turned and no leaf met the prediction all the same: broadcasting made a table of the two.
        code = "broadcast_blow_up" if "values" in case.codes and finding.name not in case.leaves else "transposed"
    return Diagnosis(code, describe(code), case.line(finding.name))


def _is_turned(found: str, expected: str) -> bool:
    """Whether one shape is the other backwards, and both are matrices."""
    one, other = found.strip("()").split(", "), expected.strip("()").split(", ")
    return len(one) == len(other) == _MATRIX and one == other[::-1]


def _blown_up(found: tuple[int, ...], expected: tuple[int, ...]) -> bool:
    """Whether broadcasting made more of it: every expected length is still there, and there is more beside it."""
    if len(found) < len(expected) or int(np.prod(found)) <= int(np.prod(expected)):
        return False
    padded = (1,) * (len(found) - len(expected)) + tuple(expected)
    return len(padded) == len(found) and all(
        one in (other, max(found)) for one, other in zip(found, padded, strict=True)
    )


# --- values --------------------------------------------------------------------------------------------------------------


def first_wrong_value(case: Case) -> Finding | None:
    """The finding about the value that the program binds first: what follows from it is wrong as well."""
    wrong = [each.finding for each in case.judged if each.finding is not None and not each.hidden and not each.advisory]
    found = [
        each for each in wrong if each.code in ("values", "wrong_shape", "not_finite") and each.name in case.spec.names
    ]
    return min(found, key=lambda each: case.line(each.name) or 1 << 30, default=None)


def value(case: Case, finding: Finding) -> Diagnosis:
    """A value differs: another variable's, a factor, a sign, or another formula altogether."""
    name, line = finding.name, case.line(finding.name)
    if finding.code == "wrong_shape":
        return shape(case, finding)
    if finding.code == "not_finite":
        return Diagnosis("not_finite", describe("not_finite"), line)
    ratio = steady_ratio(case, evidence.value_pair(name))
    if ratio is not None and abs(ratio + 1) < CLOSE:
        text = N_("{name} has the wrong sign.")
        return Diagnosis("wrong_sign", say(text, name=name), line)
    if ratio is not None and name == case.root:
        return _root_scaled(case, name, ratio, line)
    text = N_("{name} is computed by another formula than the task describes.")
    return Diagnosis("wrong_formula", say(text, name=name), line)


def _root_scaled(case: Case, name: str, ratio: float, line: int) -> Diagnosis:
    """The result is off by one factor, for any input."""
    if ratio > 1 and _is_count(case, ratio) and not _reduces(case, name, np.sum) and not _takes_the_mean(case):
        text = N_("{name} is {factor} times too large, the number of elements: a sum stands where a mean is asked.")
        return Diagnosis("sum_instead_of_mean", say(text, name=name, factor=float(ratio)), line)
    if (
        0 < ratio < 1
        and _is_count(case, 1 / ratio)
        and (_reduces(case, name, np.sum) or not _named_operands(case, name))
    ):
        text = N_("{name} is {factor} times too small, the number of elements: a mean stands where a sum is asked.")
        return Diagnosis("mean_instead_of_sum", say(text, name=name, factor=float(1 / ratio)), line)
    text = N_("{name} is {factor} times what the task describes, and so is every gradient of it.")
    return Diagnosis("scaled_gradient", say(text, name=name, factor=float(ratio)), line)


def _takes_the_mean(case: Case) -> bool:
    """Whether the program says itself that it takes a mean: then a factor has another reason."""
    return bool(case.called("mean")) and not case.called("sum")


def _named_operands(case: Case, name: str) -> list[Array]:
    """The named values that the reference's result may have been reduced from."""
    found = [each.value for other, each in case.reference.names.items() if other != name and each.value is not None]
    return [array for each in found if (array := values(each)) is not None and array.size > 1]


def _reduces(case: Case, name: str, how: object) -> bool:
    """Whether the reference's result is this reduction of some named value."""
    binding = case.reference.names.get(name)
    result = values(binding.value) if binding is not None else None
    if result is None or result.size != 1 or not callable(how):
        return False
    return any(close(np.array([how(each)]), result) for each in _named_operands(case, name))


def _is_count(case: Case, number: float) -> bool:
    sizes = {array.size for each in case.reference.names.values() if (array := values(each.value)) is not None}
    terms = {len(case.leaves)}
    return abs(number - round(number)) < CLOSE and round(number) in (sizes | terms) - {0, 1}


# --- gradients -----------------------------------------------------------------------------------------------------------


def gradient(case: Case, finding: Finding) -> Diagnosis | None:
    """A gradient is there and wrong. What the engine left tells whether the pass or what followed it went wrong."""
    name = finding.name.removesuffix(".grad")
    found, expected = values(finding.found), values(finding.expected)
    if found is None or expected is None:
        return None
    unsuitable = tracking.unsuitable(case, name)
    if unsuitable is not None:
        return unsuitable
    if not case.differentiated:
        return tracking.not_asked(case)
    if case.source.typed_gradients:
        return typed(case)
    return _after_the_pass(case, name, found, expected) or _of_the_pass(case, name, found, expected)


def typed(case: Case) -> Diagnosis:
    """A gradient was written by hand."""
    mention = case.source.typed_gradients[0]
    if mention.word == "formula" and not case.differentiated:
        return tracking.not_asked(case)
    text = N_("A gradient is written by hand in line {line}. It should come from autograd, for any input.")
    return Diagnosis("hard_coded", say(text, line=mention.line), mention.line)


def _after_the_pass(case: Case, name: str, found: Array, expected: Array) -> Diagnosis | None:
    """The engine's gradient was changed, cleared, or added to another one."""
    history = case.history(name)
    left = values(history[-1].after) if history else None
    if left is not None and left.size == found.size and not close(left, found):
        if not np.any(found):
            text = N_(
                "{leaf} had its gradient after the backward pass, and it was cleared again before the end of the program."
            )
            lines = [each.line for each in case.called("zero_grad", "zero_")]
            return Diagnosis("gradient_zeroed_after_backward", say(text, leaf=name), max(lines, default=0))
        if close(left, expected):
            text = N_("{name}.grad was right after the backward pass, and the program changed it afterwards.")
            return Diagnosis("scaled_gradient", say(text, name=name), 0)
    return added_up(case, name, expected)


def added_up(case: Case, name: str, expected: Array) -> Diagnosis | None:
    """One of several passes alone gives the expected gradient."""
    history = case.history(name)
    passes = len(history)
    for leaf in history if passes > 1 else ():
        before, after = values(leaf.before), values(leaf.after)
        own = None if after is None else after if before is None else after - before
        if own is not None and own.size == expected.size and close(own, expected):
            text = N_(
                "{name}.grad is the sum of {passes} backward passes: each adds to what is there. Clear it in between."
            )
            last = [call for call in case.found.calls if name in call.leaves][-1]
            return Diagnosis("accumulated_gradient", say(text, name=name, passes=passes), last.line)
    return None


def _of_the_pass(case: Case, name: str, found: Array, expected: Array) -> Diagnosis | None:
    """The pass itself gave another gradient than expected."""
    wrong = first_wrong_value(case)
    ratio = steady_ratio(case, evidence.gradient_pair(name))
    elsewhere = _leaf_scaled(case, name, ratio) or _seeded(case, ratio) or tracking.from_elsewhere(case)
    if elsewhere is not None:
        return elsewhere
    if wrong is not None:
        root_ratio = steady_ratio(case, evidence.root_pair(case))
        if (
            ratio is None
            or root_ratio is None
            or abs(ratio - root_ratio) > CLOSE * abs(ratio)
            or wrong.name != case.root
        ):
            return value(case, wrong)
        return _root_scaled(case, case.root, ratio, case.line(case.root))
    if _is_turned_gradient(found, expected):
        return Diagnosis("transposed", describe("transposed"), 0)
    if ratio is not None and abs(ratio + 1) < CLOSE:
        return Diagnosis("wrong_sign", describe("wrong_sign"), 0)
    if _root_is_right(case) and case.calls_reaching(name, "backward"):
        return _partly_cut(case, name)
    if ratio is not None:
        text = N_("The gradient is {factor} times what is expected: what was differentiated is scaled.")
        return Diagnosis("scaled_gradient", say(text, factor=float(ratio)), _call_line(case))
    return None


def _leaf_scaled(case: Case, name: str, ratio: float | None) -> Diagnosis | None:
    """The factor that is left in the gradient was taken out of the leaf itself."""
    changed = steady_ratio(case, evidence.value_pair(name))
    if ratio is None or changed is None or abs(ratio - 1) < CLOSE or abs(changed * ratio - 1) > CLOSE:
        return None
    text = N_("{name} itself was divided where its gradient should be: {name}.grad keeps the factor {factor}.")
    return Diagnosis("wrong_variable", say(text, name=name, factor=float(ratio)), case.line(name))


def _seeded(case: Case, ratio: float | None) -> Diagnosis | None:
    """backward() was handed a gradient to start from."""
    call = case.found.calls[-1] if case.found.calls else None
    if call is None or not call.seeded:
        return None
    if not call.scalar and ratio is not None and ratio > 1 and _is_count(case, ratio):
        text = N_(
            "backward(torch.ones(...)) differentiates the sum, which is {factor} times the mean that the task asks for."
        )
        return Diagnosis("sum_instead_of_mean", say(text, factor=float(ratio)), call.line)
    if call.scalar and case.root in (call.root, *call.through):
        text = N_("backward() starts from the tensor that it is handed, which multiplies every gradient. Leave it out.")
        return Diagnosis("scaled_gradient", say(text), call.line)
    return None


def _call_line(case: Case) -> int:
    return case.found.calls[-1].line if case.found.calls else 0


def _is_turned_gradient(found: Array, expected: Array) -> bool:
    square = found.ndim == _MATRIX and found.shape == expected.shape and found.shape[0] == found.shape[1]
    return square and not close(found, expected) and close(found.T, expected)


def _root_is_right(case: Case) -> bool:
    """Whether what was differentiated is what should have been, unscaled, in every run and not by chance in one."""
    pairs = [evidence.root_pair(case)(view) for view in case.views]
    seeded = any(call.seeded for call in case.found.calls)
    return all(pair is not None and close(*pair) for pair in pairs) and not seeded


def _partly_cut(case: Case, name: str) -> Diagnosis:
    """Every value is right and the gradient is not: a path that carries a part of it is missing."""
    hooks = case.called("register_hook", "register_full_backward_hook", "register_post_accumulate_grad_hook")
    if hooks:
        text = N_("A hook changes the gradient on its way to {name}.")
        return Diagnosis("scaled_gradient", say(text, name=name), hooks[0].line)
    for other, expected in case.reference.names.items():
        found = case.found.names.get(other)
        if found is not None and other != name and name in found.reaches and name not in expected.reaches:
            text = N_(
                "{name} depends on {leaf}, so gradients flow through it as well. Take it out of the graph with detach()."
            )
            return Diagnosis("detach_missing", say(text, name=other, leaf=name), case.line(other))
    cuts = [each for each in case.source.cuts if each.line]
    text = N_(
        "All values are right, but a part of the gradient of {name} is missing: one of its paths through the graph is cut."
    )
    return Diagnosis("graph_cut", say(text, name=name), cuts[0].line if len(cuts) == 1 else 0)
