"""Replaces the published value of a given name by this run's value, keeping what the learner made of it.

A given is data: a number, list, array or leaf tensor. Values are written into a tensor in place, so that its dtype, device,
``requires_grad``, class and identity stay as the learner left them. Numbers are compared as plain floats: a child that needs no
tensors for it copies fewer pages.
"""

from __future__ import annotations

import copy
import math
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import torch

from grader.observations import GivenSlot, GivenUse, Tensor
from workers import facts
from workers.plain_reading import plain_reading

_RELATIVE = 1e-6
_FLOAT64_BYTES = 8


class Given:
    """One given name during one run: its values, and how it was used."""

    def __init__(self, slot: GivenSlot) -> None:
        self._published = _numbers(slot.published)
        self._values = _numbers(slot.values)
        self._columns = 0 if slot.published is None else _columns(slot.published)
        self._always = slot.always
        self._twins: list[list[float]] = []
        self._written = False
        self.published = 0
        self.current = 0
        self.other = 0
        self.line = 0

    def know(self, others: Iterable[Given]) -> None:
        """Remember the values of givens that were published with the same numbers: a program may make this one from them."""
        alike = (each for each in others if each is not self and each._values is not None)
        self._twins = [each._values or [] for each in alike if _same(each._published or [], self._published)]

    def use(self) -> GivenUse:
        """The counts, as they go into the observation."""
        return GivenUse(self.published, self.current, self.other, self.line)

    @property
    def known(self) -> bool:
        """Whether the name ever had the value that it should have."""
        return bool(self.published or self.current)

    def receive(self, value: object, line: int) -> tuple[object, bool]:
        """The value that the name shall have, and whether the binding was a fresh one: published or current."""
        if self._always:
            return self._adopt(value), False
        flat = facts.flat_numbers(value)
        if flat is None:
            self.other += 1
            return value, False
        if facts.is_tensor(value) and not facts.is_leaf(value):  # type: ignore[arg-type]
            return self._computed(value, flat), False
        if _same(flat, self._published):
            new = value if self._values is None else replaced(value, self._values)
            self.published += 1
            self.line = line
            return new, True
        if _same(flat, self._values):
            self.current += 1
            return value, True
        if self._values is not None and any(_same(flat, twin) for twin in self._twins):
            self.published += 1
            self.line = line
            return replaced(_apart(value), self._values), True
        self.other += 1
        self.line = self.line or line
        return value, False

    def reconsider(self, value: object) -> object:
        """What was something else, or unseen, when it was bound: where it holds the published numbers, it is the given."""
        flat = facts.flat_numbers(value)
        if flat is None or (facts.is_tensor(value) and not facts.is_leaf(value)):  # type: ignore[arg-type]
            return value
        if not _same(flat, self._published):
            return value
        self.published += 1
        return value if self._values is None else replaced(value, self._values)

    def receive_part(self, value: object) -> None:
        """One row or column of a matrix that the program put together: it gets the variant's row or column too.

        Where the part could stand in two places, nothing is known for certain and it stays as it is.
        """
        writable = isinstance(value, list) or facts.is_tensor(value) or facts.is_array(value)
        flat = facts.flat_numbers(value)
        if self._values is None or self._published is None or flat is None or not writable:
            return
        fitting = [place for place in self._lines() if _same(flat, [self._published[index] for index in place])]
        if len(fitting) == 1:
            replaced(value, [self._values[index] for index in fitting[0]])

    def _lines(self) -> Iterator[range]:
        """The places of each row and each column of a matrix among its elements."""
        count = len(self._published or ())
        if self._columns:
            yield from (range(start, start + self._columns) for start in range(0, count, self._columns))
            yield from (range(start, count, self._columns) for start in range(self._columns))

    def _computed(self, value: object, flat: list[float]) -> object:
        """A tensor with a history is never written into; it may still hold the right numbers, computed from others."""
        if _same(flat, self._published if self._values is None else self._values):
            self.current += 1
        else:
            self.other += 1
        return value

    def _adopt(self, value: object) -> object:
        if self._written or self._values is None:
            return value
        self._written = True
        return replaced(value, self._values)


def _columns(data: Tensor) -> int:
    """Length of a row, 0 for what is no matrix."""
    *outer, last = data.shape or (0,)
    return last if len(outer) == 1 else 0


def _numbers(data: Tensor | None) -> list[float] | None:
    """The elements of a slot's tensor, row by row. Slots hold float64, adopted values whatever the learner's leaf was."""
    if data is None:
        return None
    if data.dtype == "float64":
        return list(struct.unpack(f"<{len(data.data) // _FLOAT64_BYTES}d", data.data))
    return facts.flat_numbers(facts.tensor_from(data))


def _same(flat: list[float], wanted: list[float] | None) -> bool:
    """Whether the numbers are the wanted ones, as exactly as float32 holds them."""
    if wanted is None or len(flat) != len(wanted):
        return False
    return all(math.isclose(one, other, rel_tol=_RELATIVE) for one, other in zip(flat, wanted, strict=True))


def replaced(value: object, numbers: list[float]) -> object:
    """``value`` with other numbers: in place where it can be, else a new object of the same type."""
    if facts.is_tensor(value):
        return _write_tensor(value, numbers)
    if facts.is_array(value):
        return _write_array(value, numbers)
    return _rebuild(value, iter(numbers))


def _apart(value: Any) -> object:
    """A copy that shares no memory with what it was made from, which keeps its own values."""
    if facts.is_tensor(value):
        with plain_reading():
            return facts.data_of(value).clone().requires_grad_(facts.requires_grad(value))
    return copy.deepcopy(value)


def _write_tensor(value: Any, numbers: list[float]) -> object:
    with plain_reading():
        new = torch.tensor(numbers, dtype=torch.float64, device="cpu").reshape(facts.shape_of(value))
        new = new.to(value.dtype).to(value.device)
        try:
            facts.data_of(value).copy_(new)
        except RuntimeError:  # expanded or otherwise not writable
            return new.requires_grad_(facts.requires_grad(value))
        return value


def _write_array(value: Any, numbers: list[float]) -> object:
    if isinstance(value, sys.modules["numpy"].generic):  # a scalar has no memory of its own
        return type(value)(numbers[0])
    array = torch.tensor(numbers, dtype=torch.float64).numpy().reshape(value.shape).astype(value.dtype)
    if not value.flags.writeable:
        return array
    value[...] = array
    return value


def _rebuild(value: Any, numbers: Iterator[float]) -> object:
    if facts.is_tensor(value):
        return _write_tensor(value, [next(numbers) for _ in range(value.numel())])
    if facts.is_array(value):
        return _write_array(value, [next(numbers) for _ in range(value.size)])
    if isinstance(value, list):
        value[:] = [_rebuild(each, numbers) for each in value]
        return value
    if isinstance(value, tuple):
        return tuple(_rebuild(each, numbers) for each in value)
    if isinstance(value, range):
        return [_as_number(int, next(numbers)) for _ in value]
    return _as_number(type(value), next(numbers))


def _as_number(kind: type, number: float) -> object:
    return int(number) if issubclass(kind, int) and number == int(number) else float(number)
