"""Replaces the published value of a given name by this run's value, keeping what the learner made of it.

A given is data: a number, list, array or leaf tensor. Values are written into a tensor in place, so that its dtype, device,
``requires_grad``, class and identity stay as the learner left them.
"""

from __future__ import annotations

from typing import Any

import torch

from grader.observations import GivenSlot, GivenUse
from workers import facts


_RELATIVE = 1e-6


class Given:
    """One given name during one run: its values, and how it was used."""

    def __init__(self, slot: GivenSlot) -> None:
        self._published = None if slot.published is None else _flat(facts.tensor_from(slot.published))
        self._values = None if slot.values is None else _flat(facts.tensor_from(slot.values))
        self._always = slot.always
        self._written = False
        self.published = 0
        self.current = 0
        self.other = 0
        self.line = 0

    def use(self) -> GivenUse:
        """The counts, as they go into the observation."""
        return GivenUse(self.published, self.current, self.other, self.line)

    def receive(self, value: object, line: int) -> tuple[object, bool]:
        """The value that the name shall have, and whether the binding was a fresh one: published or current."""
        if self._always:
            return self._adopt(value), False
        with facts.plain_reading():
            numbers = facts.numbers_of(value)
        if numbers is None:
            self.other += 1
            return value, False
        flat = _flat(numbers)
        if facts.is_tensor(value) and not facts.is_leaf(value):  # type: ignore[arg-type]
            return self._computed(value, flat), False
        if _same(flat, self._published):
            self.published += 1
            self.line = line
            return (value if self._values is None else replaced(value, self._values)), True
        if _same(flat, self._values):
            self.current += 1
            return value, True
        self.other += 1
        self.line = self.line or line
        return value, False

    def _computed(self, value: object, flat: torch.Tensor) -> object:
        """A tensor with a history is never written into; it may still hold the right numbers, computed from others."""
        expected = self._published if self._values is None else self._values
        if _same(flat, expected):
            self.current += 1
        else:
            self.other += 1
        return value

    def _adopt(self, value: object) -> object:
        if self._written or self._values is None:
            return value
        self._written = True
        return replaced(value, self._values)


def _flat(numbers: torch.Tensor) -> torch.Tensor:
    return numbers.to(torch.float64).reshape(-1)


def _same(flat: torch.Tensor, wanted: torch.Tensor | None) -> bool:
    """Whether the numbers are the wanted ones, as exactly as float32 holds them."""
    if wanted is None or flat.shape != wanted.shape:
        return False
    with facts.plain_reading():
        return torch.allclose(flat, wanted, rtol=_RELATIVE, atol=0.0)


def replaced(value: object, numbers: torch.Tensor) -> object:
    """``value`` with other numbers: in place where it can be, else a new object of the same type."""
    if facts.is_tensor(value):
        return _write_tensor(value, numbers)
    if facts.is_array(value):
        return _write_array(value, numbers)
    return _rebuild(value, iter(numbers.tolist()))


def _write_tensor(value: Any, numbers: torch.Tensor) -> object:
    with facts.plain_reading():
        new = numbers.reshape(facts.shape_of(value)).to(value.dtype).to(value.device)
        try:
            facts.data_of(value).copy_(new)
        except RuntimeError:  # expanded or otherwise not writable
            return new.requires_grad_(facts.requires_grad(value))
        return value


def _write_array(value: Any, numbers: torch.Tensor) -> object:
    new = numbers.numpy().reshape(value.shape).astype(value.dtype)
    if not value.shape:
        return new[()]
    if not value.flags.writeable:
        return new
    value[...] = new
    return value


def _rebuild(value: Any, numbers: Any) -> object:
    if facts.is_tensor(value):
        count = value.numel()
        return _write_tensor(value, torch.tensor([next(numbers) for _ in range(count)], dtype=torch.float64))
    if facts.is_array(value):
        count = value.size
        return _write_array(value, torch.tensor([next(numbers) for _ in range(count)], dtype=torch.float64))
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
