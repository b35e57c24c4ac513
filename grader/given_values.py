"""The values that a statement publishes, as ``exercise.toml`` declares them, and what hidden variants may draw in their place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from grader.formulas import Formula

Numbers = float | list[float] | list[list[float]]
_MOST_STEPS = 100_000


class Table(BaseModel):
    """What all tables of ``exercise.toml`` have in common: no key that nobody knows, nothing that has to be converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class GivenTable(Table):
    """A published value, and how hidden variants vary it.

    ``vary`` draws every element anew: integers stay integers, ``distinct`` elements differ from each other. ``formula``
    computes the values from other givens, so that a relation which the exercise declares holds in every variant.
    """

    value: Numbers
    vary: Literal["integers", "reals", "fixed"] = "integers"
    low: float = -9.0
    high: float = 9.0
    step: float = Field(default=0.25, gt=0)
    nonzero: StrictBool = True
    distinct: StrictBool = True
    formula: str = Field(default="", max_length=200)

    @field_validator("value")
    @classmethod
    def _is_whole(cls, value: Numbers) -> Numbers:
        rows = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
        if not list(flat(value)):
            raise ValueError("expected is at least one number")
        if any(len(row) != len(rows[0]) for row in rows):
            raise ValueError("each row must be as long as the first")
        return value

    @field_validator("formula")
    @classmethod
    def _is_arithmetic(cls, formula: str) -> str:
        if formula:
            Formula(formula)
        return formula

    @model_validator(mode="after")
    def _bounds(self) -> GivenTable:
        if self.low >= self.high:
            raise ValueError("low must be smaller than high")
        if (self.high - self.low) / self._step > _MOST_STEPS:
            raise ValueError(f"low to high holds more than {_MOST_STEPS} steps; narrow the range or take larger steps")
        return self

    @property
    def _step(self) -> float:
        return 1.0 if self.vary == "integers" else self.step

    @property
    def count(self) -> int:
        """How many numbers the value holds."""
        return len(list(flat(self.value)))

    def choices(self, published: Collection[float]) -> list[float]:
        """The numbers that a variant's elements are drawn from; none of the published ones is among them."""
        lowest, highest = round(self.low / self._step), round(self.high / self._step)
        numbers = [number * self._step for number in range(lowest, highest + 1)]
        return [number for number in numbers if number not in published and not (self.nonzero and number == 0)]


def flat(value: Numbers) -> Iterator[float]:
    """Every number of a nested list, in order."""
    if isinstance(value, list):
        for each in value:
            yield from flat(each)
    else:
        yield float(value)
