"""Comparing: kind and shape first, dtype next, values last, and nothing that is no number ever passes."""

from __future__ import annotations

import json
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import comparison
from grader.comparison import Mismatch, compare
from grader.exercise_format import Tolerance
from grader.record import ITEM_BYTES, Tensor

LOOSE = Tolerance(rtol=1e-3, atol=1e-3)
EXACT = Tolerance(rtol=0.0, atol=0.0)
FINITE = st.floats(-1e30, 1e30)
ANY_NUMBER = st.floats(allow_nan=True, allow_infinity=True)


def tensor(values: Any, dtype: str = "float64") -> Tensor:
    """Numbers as a tensor of the dtype."""
    array = np.asarray(values, dtype=dtype)
    return Tensor(dtype, array.shape, array.tobytes())


def mismatch(found: Tensor, expected: Tensor, tolerance: Tolerance = LOOSE, *, exact_shape: bool = False) -> Mismatch:
    """How the two differ; the test fails where they do not."""
    result = compare(found, expected, tolerance, exact_shape=exact_shape)
    assert result is not None
    return result


# --- the tolerance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "found, expected, passes",
    [
        (1.001, 1.0, True),  # atol 1e-3 + rtol 1e-3
        (1.0021, 1.0, False),
        (1001.0, 1000.0, True),
        (1002.0, 1000.0, False),
        (0.0009, 0.0, True),
        (0.0011, 0.0, False),
        (-1.0, 1.0, False),
    ],
)
def test_a_value_passes_within_the_sum_of_both_tolerances(found: float, expected: float, passes: bool) -> None:
    """A value passes where its distance is at most atol + rtol * |expected|."""
    assert (compare(tensor(found), tensor(expected), LOOSE) is None) is passes


def test_the_relative_part_is_taken_of_the_expected_value() -> None:
    """The tolerance grows with what is expected, never with what the learner claims."""
    assert compare(tensor(1e9), tensor(1.0), Tolerance(rtol=0.9, atol=0.0)) is not None
    assert compare(tensor(1.0), tensor(1e9), Tolerance(rtol=0.9, atol=0.0)) is not None


@given(FINITE)
def test_a_finite_value_equals_itself(value: float) -> None:
    """With no tolerance at all a finite number still equals itself."""
    assert compare(tensor(value), tensor(value), EXACT) is None


@given(st.lists(ANY_NUMBER, min_size=1, max_size=4), st.lists(ANY_NUMBER, min_size=1, max_size=4))
def test_comparing_never_raises_and_never_warns(found: list[float], expected: list[float]) -> None:
    """Any two tensors can be compared, shown and written as JSON, whatever is in them; a warning would be an error here."""
    result = compare(tensor(found), tensor(expected), LOOSE)
    if result is not None:
        json.dumps(result.to_json(), allow_nan=False)
    json.dumps([comparison.drawable(tensor(found)), comparison.show(tensor(found))], allow_nan=False)


@pytest.mark.parametrize("found", [math.nan, math.inf, -math.inf, 1e308, 0.0])
@pytest.mark.parametrize("expected", [math.nan, math.inf, -math.inf])
def test_nothing_equals_an_expected_value_that_is_no_number(found: float, expected: float) -> None:
    """Where the expected value is NaN or infinite nothing passes: not everything, as an infinite tolerance would have it."""
    assert compare(tensor(found), tensor(expected), LOOSE) is not None
    assert compare(tensor([1.0, found]), tensor([1.0, expected]), LOOSE) is not None


@pytest.mark.parametrize("found", [math.nan, math.inf, -math.inf])
def test_a_found_value_that_is_no_number_never_passes(found: float) -> None:
    """NaN and infinity in what was found fail as not finite, one among many too."""
    assert mismatch(tensor(found), tensor(1.0)).kind == "not_finite"
    assert mismatch(tensor([1.0, found, 3.0]), tensor([1.0, 2.0, 3.0])).kind == "not_finite"


# --- shapes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "found, expected",
    [
        ((2, 3), (3, 2)),
        ((6,), (2, 3)),
        ((1, 3), (3,)),
        ((3, 1), (3,)),
        ((), (2,)),
        ((1,), (2,)),
        ((0,), (1,)),
        ((0,), ()),
    ],
)
def test_shapes_that_broadcast_or_hold_as_many_elements_differ(
    found: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    """Nothing is broadcast and nothing reshaped: a shape of its own fails, whatever is in it."""
    result = mismatch(tensor(np.ones(found)), tensor(np.ones(expected)))
    assert result.kind == "shape"
    assert (result.found, result.expected) == (str(found), str(expected))


@pytest.mark.parametrize("shape", [(), (1,), (1, 1), (1, 1, 1)])
def test_a_single_element_is_one_however_many_brackets_it_has(shape: tuple[int, ...]) -> None:
    """() and (1,) are the same where nothing depends on it, and differ where the exercise says so."""
    found, expected = tensor(np.full(shape, 3.0)), tensor(3.0)
    assert compare(found, expected, EXACT) is None
    assert (compare(found, expected, EXACT, exact_shape=True) is None) is (shape == ())


def test_empty_tensors_of_one_shape_are_equal() -> None:
    """Two tensors without elements and of one shape do not differ."""
    assert compare(tensor(np.zeros((0, 3))), tensor(np.zeros((0, 3))), EXACT) is None
    assert compare(tensor(np.zeros((0, 3))), tensor(np.zeros((0, 2))), EXACT) is not None


def test_the_shape_is_told_before_the_values() -> None:
    """Where both shape and values differ, the shape is what the learner hears of."""
    assert mismatch(tensor([math.nan]), tensor([1.0, 2.0])).kind == "shape"


# --- dtypes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", sorted(set(ITEM_BYTES) - {"bfloat16", "bool"}))
def test_numbers_of_every_dtype_are_read(dtype: str) -> None:
    """Elements are read as little-endian numbers of their dtype."""
    assert comparison.numbers(tensor([[1, 2], [3, 100]], dtype)).tolist() == [[1.0, 2.0], [3.0, 100.0]]


def test_bool_and_bfloat16_are_read() -> None:
    """True counts as one; bfloat16, which numpy does not know, is the upper half of a float32."""
    assert comparison.numbers(Tensor("bool", (2,), b"\x01\x00")).tolist() == [1.0, 0.0]
    words = b"".join(struct.pack("<f", value)[2:] for value in (1.0, -2.5, math.inf))
    assert comparison.numbers(Tensor("bfloat16", (3,), words)).tolist() == [1.0, -2.5, math.inf]


def test_dtypes_are_compared_as_float64() -> None:
    """Integers and floats of the same value are equal here: which dtypes may be is another rule."""
    assert compare(tensor([1, 2], "int64"), tensor([1.0, 2.0]), EXACT) is None
    assert compare(tensor(0.1, "float32"), tensor(0.1), EXACT) is not None
    assert compare(tensor(0.1, "float32"), tensor(0.1), Tolerance()) is None


# --- what a mismatch says ---------------------------------------------------------------------------------------------


def test_a_mismatch_names_the_worst_element() -> None:
    """How many elements differ, which most, what was found and expected there, by how much, and how much was allowed."""
    result = mismatch(tensor([[1.0, 2.5], [3.0, 40.0]]), tensor([[1.0, 2.0], [3.0, 4.0]]))
    assert (result.kind, result.wrong, result.total, result.index) == ("values", 2, 4, (1, 1))
    assert (result.found_at, result.expected_at, result.difference) == (40.0, 4.0, 36.0)
    assert result.allowed == pytest.approx(1e-3 + 4e-3)
    assert (result.found, result.expected) == ("[[1, 2.5], [3, 40]]", "[[1, 2], [3, 4]]")


def test_the_worst_is_what_exceeds_its_tolerance_most() -> None:
    """A difference within its tolerance is never named, be it the greatest of all."""
    result = mismatch(tensor([1_000_900.0, 1.5]), tensor([1_000_000.0, 1.0]))
    assert result.index == (1,)


def test_nan_is_the_worst_of_all() -> None:
    """An element that is no number is the one that is named."""
    assert mismatch(tensor([100.0, math.nan]), tensor([1.0, 1.0])).index == (1,)


@pytest.mark.parametrize(
    "found, expected, ratio",
    [
        ([2.0, 4.0], [1.0, 2.0], 2.0),
        ([-1.0, -2.0], [1.0, 2.0], -1.0),
        ([0.5, 0.0], [1.0, 0.0], 0.5),
        ([2.0, 5.0], [1.0, 2.0], None),
        ([1.0, 1.0], [0.0, 0.0], None),
        ([0.0, 0.0], [1.0, 2.0], 0.0),
        ([2.0, 1.0], [1.0, 0.0], None),
        ([1e308, 1e308], [1e-300, 1e-300], None),
    ],
)
def test_one_factor_for_all_elements_is_recognised(found: Any, expected: Any, ratio: float | None) -> None:
    """A result that is the expected one times a number says so: it is what a wrong reduction looks like."""
    assert mismatch(tensor(found), tensor(expected)).ratio == (None if ratio is None else pytest.approx(ratio))


@pytest.mark.parametrize(
    "values, shown",
    [
        (27.0, "27"),
        (0.1, "0.1"),
        (1 / 3, "0.333333"),
        (1e-8, "1e-08"),
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        ([], "[]"),
        ([[1.0], [2.0]], "[[1], [2]]"),
        (np.zeros((17,)), "(…) (17,)"),
    ],
)
def test_values_are_shown_as_a_learner_would_write_them(values: Any, shown: str) -> None:
    """Six significant digits, brackets for a small tensor, the shape alone for a large one."""
    assert comparison.show(tensor(values)) == shown


def test_a_large_tensor_is_not_drawn() -> None:
    """A figure is made of at most a thousand elements."""
    assert comparison.drawable(tensor(np.zeros(1024))) == [0.0] * 1024
    assert comparison.drawable(tensor(np.zeros(1025))) is None
    assert comparison.drawable(tensor([1.0, math.inf])) == [1.0, "inf"]


def test_a_quotient_too_large_for_a_number_is_none() -> None:
    """Values as far apart as numbers go have no ratio, and computing it warns nobody."""
    assert comparison.uniform_ratio(np.array([1e308, 1e308]), np.array([1e-20, 1e-20])) is None
    assert comparison.uniform_ratio(np.array([2.0, 4.0]), np.array([1.0, 2.0])) == 2.0
