"""Rules on what was observed: each failed check of the public run becomes a named misconception, as far as that is certain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader import comparison
from grader.comparison import Array
from grader.diagnosis_texts import describe
from grader.exercise_format import Tolerance
from grader.findings import Finding, View
from grader.judging import Judged
from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import Binding
from grader.results import Diagnosis

__all__ = ["breaks_with_other_numbers", "describe", "name", "only_hidden", "rank"]

_CLOSE = Tolerance(rtol=1e-3, atol=1e-5)

_ORDER = (
    "wrong_given_value",
    "integer_requires_grad",
    "missing_requires_grad",
    "wrong_dtype",
    "defined_not_called",
    "printed_only",
    "missing_name",
    "value_is_not_a_tensor",
    "frozen_parameter_trained",
    "parameter_not_registered",
    "wrong_shape",
    "transposed",
    "broadcast_blow_up",
    "wrong_tensor_detached",
    "detach_missing",
    "zero_instead_of_none",
    "create_graph_missing",
    "graph_cut",
    "backward_not_called",
    "non_leaf_gradient",
    "gradient_zeroed_after_backward",
    "not_finite",
    "sum_instead_of_mean",
    "mean_instead_of_sum",
    "wrong_formula",
    "accumulated_gradient",
    "wrong_sign",
    "wrong_variable",
    "scaled_gradient",
    "diverged",
    "update_ascends",
    "update_lost",
    "not_converged",
    "different_trajectory",
    "hard_coded",
)


def rank(diagnosis: Diagnosis) -> int:
    """Where a diagnosis stands: what comes first in a program explains what follows from it."""
    return _ORDER.index(diagnosis.code) if diagnosis.code in _ORDER else len(_ORDER)


def name(judged: Judged, view: View) -> Diagnosis | None:
    """The misconception behind one failed check of the public run, None where nothing certain can be said."""
    finding = judged.finding
    if finding is None:
        return None
    match finding.code:
        case "missing_name" | "not_defined":
            return _missing(finding, view)
        case "not_tracked":
            return _not_tracked(finding, view)
        case "not_a_leaf":
            return Diagnosis("non_leaf_gradient", describe("non_leaf_gradient"), _line(finding.name, view))
        case "gradient_none":
            return _gradient_none(finding, view)
        case "gradient_unexpected":
            return _gradient_unexpected(finding, view)
        case "no_call" | "call_misses" | "no_trace":
            return _no_call(finding, view)
        case "values" | "not_finite" | "wrong_shape":
            return _values(finding, view)
        case "trace_length" | "trace_differs" | "trace_high":
            return _trace(finding, view)
        case code if code in _SAME:
            return Diagnosis(_SAME[code], describe(_SAME[code]), _line(finding.name, view))
        case _:
            return None


_SAME = {
    "wrong_given_value": "wrong_given_value",
    "value_is_not_a_tensor": "value_is_not_a_tensor",
    "wrong_dtype": "wrong_dtype",
    "tracked": "detach_missing",
    "a_leaf": "graph_cut",
    "no_graph": "graph_cut",
    "graph_cut": "graph_cut",
    "graph_not_cut": "detach_missing",
    "not_drawn": "hard_coded",
    "gradient_typed": "hard_coded",
    "out_of_range": "out_of_range",
    "degenerate": "degenerate_choice",
    "probe_no_graph": "create_graph_missing",
    "not_raised": "no_error_shown",
    "not_printed": "not_printed",
    "given_not_replaceable": "given_not_replaceable",
    "gradient_left": "gradient_not_cleared",
}


def only_hidden(failed: Sequence[Judged], view: View) -> Diagnosis:
    """Everything held with the published numbers and something did not with others."""
    codes = {each.finding.code for each in failed if each.finding is not None}
    if codes <= {"given_not_replaceable"}:
        return Diagnosis("given_not_replaceable", describe("given_not_replaceable"))
    if not view.found.call_count and not view.found.calls and any(each.id.startswith("grad") for each in failed):
        return Diagnosis("hard_coded", describe("hard_coded"))
    return Diagnosis("hard_coded", describe("hard_coded"))


def breaks_with_other_numbers() -> Diagnosis:
    """The program ends in order with the published numbers and in an error with others."""
    return Diagnosis("hard_coded", describe("hard_coded"))


def _line(name: str, view: View) -> int:
    binding = view.found.names.get(name.removesuffix(".grad"))
    return binding.line if binding is not None else 0


def _missing(finding: Finding, view: View) -> Diagnosis:
    known = {each.name: each.kind for each in view.found.others}
    near = nearest(finding.name, known)
    if near:
        text = N_("There is no variable named {name}, but one named {near}. Names must match exactly.")
        return Diagnosis("missing_name", say(text, name=finding.name, near=near))
    tensors = [each for each, kind in known.items() if kind == "tensor"]
    if not view.found.names and not tensors and view.stdout.strip():
        return Diagnosis("printed_only", describe("printed_only"))
    if tensors and len(tensors) <= 3:
        text = N_("There is no variable named {name}. Tensors with other names were found: {others}.")
        return Diagnosis("missing_name", say(text, name=finding.name, others=", ".join(tensors)))
    return Diagnosis("missing_name", say(N_("There is no variable named {name}."), name=finding.name))


def _not_tracked(finding: Finding, view: View) -> Diagnosis:
    binding = view.found.names.get(finding.name) or view.found.adopted.get(finding.name)
    if binding is not None and binding.dtype.startswith(("int", "uint")):
        return Diagnosis("integer_requires_grad", describe("integer_requires_grad"), _line(finding.name, view))
    if binding is not None and not binding.is_leaf:
        return Diagnosis("graph_cut", describe("graph_cut"), _line(finding.name, view))
    is_input = finding.name in view.spec.given or view.spec.names[finding.name].adopt != "no"
    code = "missing_requires_grad" if is_input else "graph_cut"
    return Diagnosis(code, describe(code), _line(finding.name, view))


def _gradient_none(finding: Finding, view: View) -> Diagnosis | None:
    name = finding.name.removesuffix(".grad")
    binding = view.found.names.get(name)
    if binding is None:
        return None
    if not binding.requires_grad:
        return _not_tracked(Finding("not_tracked", finding.message, name), view)
    if not binding.is_leaf:
        return Diagnosis("non_leaf_gradient", describe("non_leaf_gradient"), binding.line)
    if not view.found.call_count and not view.found.calls:
        return Diagnosis("backward_not_called", describe("backward_not_called"))
    if any(name in call.reaches and call.method == "backward" for call in view.found.calls):
        return Diagnosis("gradient_zeroed_after_backward", describe("gradient_zeroed_after_backward"))
    if any(name in call.reaches for call in view.found.calls):
        return Diagnosis("gradient_not_stored", describe("gradient_not_stored"))
    return Diagnosis("graph_cut", describe("graph_cut"))


def _gradient_unexpected(finding: Finding, view: View) -> Diagnosis | None:
    if finding.found is not None and not np.any(comparison.numbers(finding.found)):
        return Diagnosis("zero_instead_of_none", describe("zero_instead_of_none"))
    leaf = finding.name.removesuffix(".grad")
    if any(leaf in binding.reaches for name, binding in view.found.names.items() if name != leaf):
        return Diagnosis("detach_missing", describe("detach_missing"))
    return None


def _no_call(finding: Finding, view: View) -> Diagnosis | None:
    if finding.code in ("no_call", "no_trace"):
        leaves = [each for each in view.found.names.values() if each.kind == "tensor" and each.is_leaf]
        if leaves and not any(leaf.requires_grad for leaf in leaves):
            return None
        return Diagnosis("backward_not_called", describe("backward_not_called"))
    return Diagnosis("graph_cut", describe("graph_cut"))


def _values(finding: Finding, view: View) -> Diagnosis | None:
    if finding.found is None or finding.expected is None:
        code = "wrong_shape" if finding.code == "wrong_shape" else None
        return Diagnosis(code, describe(code), _line(finding.name, view)) if code else None
    found, expected = comparison.numbers(finding.found), comparison.numbers(finding.expected)
    if finding.code == "wrong_shape":
        return _shape(found, expected, finding, view)
    if finding.code == "not_finite":
        return Diagnosis("not_finite", describe("not_finite"), _line(finding.name, view))
    if finding.name.endswith(".grad"):
        return _gradient(found, expected, finding, view)
    return _formula(finding, view)


def _shape(found: Array, expected: Array, finding: Finding, view: View) -> Diagnosis:
    line = _line(finding.name, view)
    if found.ndim == 2 and found.T.shape == expected.shape and _equal(found.T, expected):
        return Diagnosis("transposed", describe("transposed"), line)
    if found.size > expected.size and found.ndim > expected.ndim:
        return Diagnosis("broadcast_blow_up", describe("broadcast_blow_up"), line)
    return Diagnosis("wrong_shape", describe("wrong_shape"), line)


def _equal(one: Array, other: Array) -> bool:
    allowed = _CLOSE.atol + _CLOSE.rtol * np.abs(other)
    return one.shape == other.shape and bool((np.abs(one - other) <= allowed).all())


def _gradient(found: Array, expected: Array, finding: Finding, view: View) -> Diagnosis | None:
    name = finding.name.removesuffix(".grad")
    calls = [call for call in view.found.calls if name in call.reaches]
    if not calls and not view.found.call_count:
        return Diagnosis("backward_not_called", describe("backward_not_called"))
    if not np.any(found):
        return Diagnosis("gradient_zeroed_after_backward", describe("gradient_zeroed_after_backward"))
    if found.ndim == 2 and found.shape[0] == found.shape[1] and _equal(found.T, expected):
        return Diagnosis("transposed", describe("transposed"))
    other = _gradient_of_another(found, name, view)
    if other:
        return other
    ratio = None if finding.mismatch is None else finding.mismatch.ratio
    return None if ratio is None else _scaled(ratio, len(calls), view)


def _gradient_of_another(found: Array, name: str, view: View) -> Diagnosis | None:
    for other, binding in view.reference.names.items():
        if other == name or binding.grad is None:
            continue
        expected = comparison.numbers(binding.grad)
        if found.size == expected.size and _equal(found.reshape(expected.shape), expected):
            text = N_("{name}.grad holds the gradient of {other}.")
            return Diagnosis("wrong_variable", say(text, name=name, other=other))
    return None


def _scaled(ratio: float, calls: int, view: View) -> Diagnosis:
    if abs(ratio + 1) < 1e-3:
        return Diagnosis("wrong_sign", describe("wrong_sign"))
    count = _result_ratio(view)
    if count is not None and abs(count - ratio) <= 1e-3 * abs(ratio):
        if ratio > 1 and _is_element_count(ratio, view):
            text = N_(
                "Result and gradient are {factor} times too large, the number of elements: a sum where a mean is asked."
            )
            return Diagnosis("sum_instead_of_mean", say(text, factor=float(ratio)))
        if ratio < 1 and _is_element_count(1 / ratio, view):
            text = N_(
                "Result and gradient are {factor} times too small, the number of elements: a mean where a sum is asked."
            )
            return Diagnosis("mean_instead_of_sum", say(text, factor=float(1 / ratio)))
        text = N_(
            "Result and gradient are {factor} times what is expected: the formula has a factor too much or too little."
        )
        return Diagnosis("scaled_gradient", say(text, factor=float(ratio)))
    if calls > 1 and abs(ratio - round(ratio)) < 1e-3 and 1 < round(ratio) <= calls:
        text = N_(
            "The gradient is {factor} times what is expected: every backward pass adds to .grad, and there were {calls}."
        )
        return Diagnosis("accumulated_gradient", say(text, factor=float(ratio), calls=calls))
    text = N_("The gradient is {factor} times what is expected.")
    return Diagnosis("scaled_gradient", say(text, factor=float(ratio)))


def _result_ratio(view: View) -> float | None:
    """Found / expected of the value that was differentiated, where both are known."""
    found, expected = view.found.trace, view.reference.trace
    if found is None or expected is None or not found.shape[0] or not expected.shape[0]:
        return None
    one, other = comparison.numbers(found)[-1], comparison.numbers(expected)[-1]
    return float(one / other) if other and np.isfinite(one) else None


def _is_element_count(number: float, view: View) -> bool:
    sizes = {comparison.numbers(each.value).size for each in view.reference.names.values() if each.value is not None}
    return abs(number - round(number)) < 1e-3 and round(number) in sizes - {1}


def _formula(finding: Finding, view: View) -> Diagnosis | None:
    binding: Binding | None = view.found.names.get(finding.name)
    if binding is None:
        return None
    text = N_("{name} is computed by another formula than the task describes.")
    return Diagnosis("wrong_formula", say(text, name=finding.name), binding.line)


def _trace(finding: Finding, view: View) -> Diagnosis | None:
    if finding.found is None:
        return None
    values = comparison.numbers(finding.found)
    expected = None if finding.expected is None else comparison.numbers(finding.expected)
    if not np.isfinite(values).all() or (values.size > 2 and values[-1] > 1e3 * max(values[0], 1e-6)):
        return Diagnosis("diverged", describe("diverged"))
    if values.size > 2 and values[-3:].mean() > 1.5 * values[:3].mean():
        return Diagnosis("update_ascends", describe("update_ascends"))
    repeats = max(1, len(values) // 4)
    if values.size > 8 and np.allclose(values[:repeats].mean(), values[-repeats:].mean(), rtol=1e-6):
        return Diagnosis("update_lost", describe("update_lost"))
    if expected is not None and values.size < expected.size and _equal(values, expected[: values.size]):
        return Diagnosis("not_converged", describe("not_converged"))
    if finding.code == "trace_high":
        return Diagnosis("not_converged", describe("not_converged"))
    return Diagnosis("different_trajectory", describe("different_trajectory"))
