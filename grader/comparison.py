"""Compares what was found with what was expected: kind and shape first, dtype next, values last.

A value passes where ``|found - expected| <= atol + rtol * |expected|`` (the rule of torch.testing.assert_close), element by
element, in float64. NaN equals nothing, and nothing equals an expected value that is not finite: the tolerance around infinity
is infinite. Tensors here are plain data; no torch is involved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.exercise_format import Tolerance
from grader.observations import Tensor

Array = npt.NDArray[np.float64]
_SHOWN_ELEMENTS = 16
_DRAWN_ELEMENTS = 1024
_UNIFORM = 1e-3


@dataclass(frozen=True, slots=True)
class Mismatch:
    """How two tensors differ. ``kind`` is shape, values or not_finite; indices count from 0.

    ``ratio`` is found / expected where that is one number for all elements, else None; ``extra`` likewise for differences.
    """

    kind: str
    found: str
    expected: str
    index: tuple[int, ...] = ()
    found_at: float | None = None
    expected_at: float | None = None
    difference: float | None = None
    allowed: float | None = None
    wrong: int = 0
    total: int = 0
    ratio: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The mismatch as JSON; numbers that JSON has no word for are strings."""
        return {
            "kind": self.kind,
            "found": self.found,
            "expected": self.expected,
            "index": list(self.index),
            "found_at": json_number(self.found_at),
            "expected_at": json_number(self.expected_at),
            "difference": json_number(self.difference),
            "allowed": json_number(self.allowed),
            "wrong": self.wrong,
            "total": self.total,
        }


def json_number(number: float | None) -> float | str | None:
    """A float for JSON: ``nan``, ``inf`` and ``-inf`` become strings."""
    if number is None or np.isfinite(number):
        return number
    return str(number)


def numbers(tensor: Tensor) -> Array:
    """The tensor's elements as float64, of the tensor's shape."""
    if tensor.dtype == "bfloat16":
        words = np.frombuffer(tensor.data, "<u2").astype(np.uint32) << 16
        return words.view(np.float32).astype(np.float64).reshape(tensor.shape)
    kind = {"bool": "?", "uint8": "u1", "int8": "i1", "int16": "<i2", "int32": "<i4", "int64": "<i8"}
    floats = {"float16": "<f2", "float32": "<f4", "float64": "<f8"}
    with np.errstate(all="ignore"):
        return np.frombuffer(tensor.data, (kind | floats)[tensor.dtype]).astype(np.float64).reshape(tensor.shape)


def same_shape(found: tuple[int, ...], expected: tuple[int, ...], *, exact: bool) -> bool:
    """Whether shapes agree; a single element is a single element, however many brackets it has, unless ``exact``."""
    if found == expected:
        return True
    return not exact and int(np.prod(found)) == 1 and int(np.prod(expected)) == 1


def compare(found: Tensor, expected: Tensor, tolerance: Tolerance, *, exact_shape: bool = False) -> Mismatch | None:
    """How ``found`` differs from ``expected`` beyond the tolerance; None where it does not."""
    if not same_shape(found.shape, expected.shape, exact=exact_shape):
        return Mismatch("shape", show_shape(found.shape), show_shape(expected.shape))
    actual, wanted = numbers(found).reshape(expected.shape), numbers(expected)
    if actual.size == 0:
        return None
    with np.errstate(all="ignore"):
        difference = np.abs(actual - wanted)
        allowed = tolerance.atol + tolerance.rtol * np.abs(wanted)
        wrong = ~(np.isfinite(wanted) & (difference <= allowed))
        return _value_mismatch(actual, wanted, difference, allowed, wrong) if wrong.any() else None


def _value_mismatch(actual: Array, wanted: Array, difference: Array, allowed: Array, wrong: Any) -> Mismatch:
    excess = np.nan_to_num(difference - allowed, nan=np.inf, posinf=np.inf, neginf=np.inf)
    place = np.unravel_index(int(np.argmax(np.where(wrong, excess, -np.inf))), wrong.shape)
    index = tuple(int(each) for each in place)
    finite = bool(np.isfinite(actual).all())
    return Mismatch(
        kind="values" if finite else "not_finite",
        found=show_array(actual),
        expected=show_array(wanted),
        index=index,
        found_at=float(actual[place]),
        expected_at=float(wanted[place]),
        difference=float(difference[place]),
        allowed=float(allowed[place]),
        wrong=int(wrong.sum()),
        total=int(wrong.size),
        ratio=uniform_ratio(actual, wanted) if finite else None,
    )


def uniform_ratio(actual: Array, wanted: Array) -> float | None:
    """The quotient of found and expected, if it is one number wherever something is expected, and zero elsewhere."""
    if actual.shape != wanted.shape:
        return None
    scale = float(np.abs(wanted).max(initial=0.0))
    present = np.abs(wanted) > 1e-9 * max(scale, 1e-30)
    if not present.any() or np.abs(actual[~present]).max(initial=0.0) > 1e-6 * max(scale, 1.0):
        return None
    with np.errstate(over="ignore"):
        ratios = actual[present] / wanted[present]
    if not np.isfinite(ratios).all():
        return None
    middle = float(np.median(ratios))
    return middle if np.abs(ratios - middle).max() <= _UNIFORM * max(abs(middle), 1e-6) else None


def show_number(number: float) -> str:
    """A number as a learner would write it: six significant digits, no trailing zeros."""
    return f"{number:.6g}"


def show_array(values: Array) -> str:
    """A small array in brackets, a larger one by its shape."""
    if values.size > _SHOWN_ELEMENTS:
        return f"(…) {show_shape(values.shape)}"
    return _brackets(values.tolist())


def _brackets(values: Any) -> str:
    if isinstance(values, list):
        return "[" + ", ".join(_brackets(each) for each in values) + "]"
    return show_number(values)


def show(tensor: Tensor) -> str:
    """A tensor's values for a sentence."""
    return show_array(numbers(tensor))


def show_shape(shape: tuple[int, ...]) -> str:
    """A shape as Python writes a tuple."""
    return str(tuple(shape))


def drawable(tensor: Tensor) -> list[Any] | float | str | None:
    """The values for a figure, as nested lists; None for a tensor too large to draw."""
    values = numbers(tensor)
    if values.size > _DRAWN_ELEMENTS:
        return None

    def plain(each: Any) -> Any:
        return [plain(item) for item in each] if isinstance(each, list) else json_number(each)

    drawn: list[Any] | float | str | None = plain(values.tolist())
    return drawn
