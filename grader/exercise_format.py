"""The format of ``exercise.toml``: data only, validated strictly.

Every table forbids keys it does not know, so that a misspelt key is an error and never a check that silently does not exist.
Numbers are numbers, finite ones: no text and no true is taken for one, and no tolerance is infinite. `grader.exercise` turns
what pydantic reports into errors that name file, key and what was expected.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import (
    Field,
    StrictBool,
    StringConstraints,
    field_validator,
    model_validator,
)

from grader.formulas import Formula
from grader.given_values import GivenTable, Table, flat

FLOAT_DTYPES = ("float32", "float64")

Device = Literal["cpu", "cuda"]
DEVICES: tuple[Device, ...] = ("cpu", "cuda")
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,4}$")]
CheckId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,80}$")]
MadeBy = Literal["autograd", "formula", "update", "accumulation"]
DiagnosisCode = Annotated[str, StringConstraints(pattern=r"^[a-z_0-9]{0,60}$")]
Weight = Annotated[float, Field(ge=0.0, le=100.0)]
_RELATIVE = 1e-9


class LimitsTable(Table):
    """What one run may use. A deployment caps each value; processor and wall time in seconds."""

    cpu_seconds: float = Field(default=10.0, gt=0, le=600)
    wall_seconds: float = Field(default=20.0, gt=0, le=1200)
    memory_mb: int = Field(default=1024, ge=64, le=65536)
    output_kb: int = Field(default=256, ge=1, le=16384)


class NameTable(Table):
    """A name that the statement asks for: what it may be, and whether its value is the learner's own choice."""

    optional: StrictBool = False
    dtypes: tuple[Literal["float32", "float64", "int64", "int32"], ...] = ("float32", "float64")
    adopt: Literal["no", "first", "last"] = "no"
    start: Literal["reference", "any"] = "reference"


class Tolerance(Table):
    """Allowed difference: ``atol + rtol * |expected|``, as in torch.testing. Defaults are those for float32."""

    rtol: float = Field(default=1.3e-6, ge=0, lt=1)
    atol: float = Field(default=1e-5, ge=0)


class _Check(Table):
    """What all checks have.

    ``means`` names the misconception that a failure of this check shows, if the checks listed in ``if_hold`` all hold.
    """

    id: CheckId
    weight: Weight = 1.0
    advisory: StrictBool = False
    means: DiagnosisCode = ""
    if_hold: tuple[CheckId, ...] = ()


class ValueCheck(_Check):
    """``name`` holds the reference's value; ``exact_shape`` tells () from (1,).

    ``by`` says what made it, where it is a derivative: a formula of the learner's own, or an update by a gradient.
    """

    kind: Literal["value"]
    name: Name
    tolerance: Tolerance = Tolerance()
    exact_shape: StrictBool = False
    accept: tuple[Literal["tensor", "number", "array", "sequence"], ...] = ("tensor",)
    by: MadeBy = "autograd"


class GradientCheck(_Check):
    """``name.grad`` is what the reference's is, or none, or nothing left (none or zero).

    ``by`` says what made it: autograd, a backward of the learner's own (a formula), an update that it is
    read from, or a sum over parts.
    """

    kind: Literal["gradient"]
    name: Name
    expect: Literal["reference", "none", "none_or_zero"] = "reference"
    tolerance: Tolerance = Tolerance()
    by: MadeBy = "autograd"


class GraphCheck(_Check):
    """Facts of the graph around ``name``; each fact that is given must hold."""

    kind: Literal["graph"]
    name: Name
    requires_grad: StrictBool | None = None
    is_leaf: StrictBool | None = None
    has_graph: StrictBool | None = None
    reaches: tuple[Name, ...] = ()
    avoids: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> GraphCheck:
        facts = (self.requires_grad, self.is_leaf, self.has_graph, self.reaches or None, self.avoids or None)
        if all(fact is None for fact in facts):
            raise ValueError("state at least one of requires_grad, is_leaf, has_graph, reaches, avoids")
        return self


class TraceCheck(_Check):
    """The values that the program differentiated, call by call, are the reference's; or they fall to nearly nothing."""

    kind: Literal["trace"]
    expect: Literal["reference", "falls"] = "reference"
    tolerance: Tolerance = Tolerance(rtol=1e-3, atol=1e-4)
    final_below: float = Field(default=1e-2, gt=0)


class AdoptedCheck(_Check):
    """The learner's own ``name`` suits the task: shape, dtype, flags, range, moderate and finite."""

    kind: Literal["adopted"]
    name: Name
    shape: tuple[Annotated[int, Field(ge=0)], ...]
    requires_grad: StrictBool | None = None
    low: float = -1e6
    high: float = 1e6
    high_included: StrictBool = False

    @model_validator(mode="after")
    def _bounds(self) -> AdoptedCheck:
        if self.low >= self.high:
            raise ValueError("low must be smaller than high")
        return self


class DrawnCheck(_Check):
    """The learner's own ``name`` was really drawn: it differs from run to run."""

    kind: Literal["drawn"]
    name: Name


class RaisedCheck(_Check):
    """torch raised an error about sizes that do not fit, and the program caught it or ended with it.

    ``flag`` names the variable that says so; a program that ended with the error needs none.
    """

    kind: Literal["raised"]
    words: tuple[Annotated[str, StringConstraints(min_length=1)], ...] = Field(min_length=1)
    uncaught_counts: StrictBool = False
    flag: Name | None = None

    @field_validator("words")
    @classmethod
    def _are_small(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        if any(word != word.lower() for word in words):
            raise ValueError("write words in small letters: messages are compared so")
        return words


class PrintedCheck(_Check):
    """The program printed the value of ``name`` (or of its gradient)."""

    kind: Literal["printed"]
    name: Name
    gradient: StrictBool = False
    tolerance: Tolerance = Tolerance(rtol=1e-3, atol=1e-3)


class CallsCheck(_Check):
    """The autograd engine was asked for a gradient that reaches ``reaches`` and passes through ``through``.

    ``of`` names the result that was differentiated: its graph, a part of it, or another of the same value. Without it a
    program can differentiate a line whose slope it computed by a formula of its own. With ``functions`` their calls are counted
    instead: dotted paths of functions, or of operators (``torch.ops.aten._softmax``), which are found under any function's name.
    """

    kind: Literal["calls"]
    of: Name | None = None
    reaches: tuple[Name, ...] = ()
    through: tuple[Name, ...] = ()
    functions: tuple[Name, ...] = ()
    at_least: int = Field(default=1, ge=0)
    at_most: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _can_hold(self) -> CallsCheck:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most must not be smaller than at_least")
        return self


class ProbeCheck(_Check):
    """The derivative of ``of`` by ``wrt``, which the harness takes itself, is the reference's."""

    kind: Literal["probe"]
    of: Name
    wrt: Name
    tolerance: Tolerance = Tolerance()


class DefinedCheck(_Check):
    """The program defines ``name`` itself, as a class or a function."""

    kind: Literal["defined"]
    name: Name


Check = Annotated[
    ValueCheck
    | GradientCheck
    | GraphCheck
    | TraceCheck
    | AdoptedCheck
    | DrawnCheck
    | RaisedCheck
    | PrintedCheck
    | CallsCheck
    | ProbeCheck
    | DefinedCheck,
    Field(discriminator="kind"),
]


class EquivalentTable(Table):
    """A change of the reference that makes no mistake, as `grader exercise check` shows it, and why it makes none."""

    change: str = Field(min_length=3, max_length=400)
    reason: str = Field(min_length=10, max_length=400)


class FitTable(Table):
    """A scenario's ``derivative`` that a wrong ``gradient`` may equal, and the misconception which that shows."""

    gradient: Name
    derivative: Name
    means: DiagnosisCode = Field(min_length=1)


class ExerciseSpec(Table):
    """The whole of ``exercise.toml``."""

    format: Literal[1]
    kind: Literal["script", "scenario"] = "script"
    tags: tuple[str, ...] = ()
    hidden_runs: int = Field(default=1, ge=1, le=8)
    variants: int = Field(default=8, ge=1, le=64)
    devices: tuple[Device, ...] = DEVICES
    limits: LimitsTable = LimitsTable()
    given: dict[Name, GivenTable] = Field(default_factory=dict)
    names: dict[Name, NameTable] = Field(min_length=1)
    check: tuple[Check, ...] = Field(min_length=1)
    equivalent: tuple[EquivalentTable, ...] = ()
    fits: tuple[FitTable, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> ExerciseSpec:
        ids = [*(f"given:{name}" for name in self.given), *(each.id for each in self.check)]
        repeated = sorted({each for each in ids if ids.count(each) > 1})
        if repeated:
            raise ValueError(f"check.id: ids must differ; repeated: {', '.join(repeated)}")
        if not math.fsum(each.weight for each in self.check if not each.advisory) > 0:
            raise ValueError("check.weight: at least one check that is not advisory must weigh more than 0")
        for each in self.check:
            for key, name in _named(each):
                if name not in self.names:
                    raise ValueError(f"check {each.id}: {key} is {name}, which [names] does not declare")
        missing = sorted(set(self.given) - self.names.keys())
        if missing:
            raise ValueError(f"given: every given must be declared in [names] too; missing: {', '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _says_what_failures_mean(self) -> ExerciseSpec:
        ids = {each.id for each in self.check}
        for each in self.check:
            if each.if_hold and not each.means:
                raise ValueError(f"check {each.id}: if_hold says when the check means something, but it has no means")
            for other in each.if_hold:
                if other not in ids or other == each.id:
                    raise ValueError(f"check {each.id}: if_hold names {other}, which is no other check's id")
        if self.kind == "scenario" and self.given:
            raise ValueError("given: a scenario draws its inputs in scenario.py; only scripts have given values")
        if self.kind == "script" and self.fits:
            raise ValueError("fits: a script has no derivatives to be fitted; only a scenario has")
        for fit in self.fits:
            if fit.gradient not in self.names:
                raise ValueError(f"fits.gradient: {fit.gradient} is no name that [names] declares")
        return self

    @model_validator(mode="after")
    def _variants_can_be_drawn(self) -> ExerciseSpec:
        published = {number for given in self.given.values() for number in flat(given.value)}
        for name, given in self.given.items():
            if given.formula:
                self._formula_holds(name, given)
            elif given.vary != "fixed" and len(given.choices(published)) < (given.count if given.distinct else 1):
                raise ValueError(f"given.{name}: low to high holds too few numbers to draw a variant from")
        return self

    def _formula_holds(self, name: str, given: GivenTable) -> None:
        formula = Formula(given.formula)
        for other in sorted(formula.names):
            known = self.given.get(other)
            if known is None or known.formula or known.count not in (1, given.count):
                fitting = "another given of the same size that has no formula itself"
                raise ValueError(f"given.{name}.formula: {other} is not {fitting}")
        values = {other: list(flat(self.given[other].value)) for other in formula.names}
        for index, number in enumerate(flat(given.value)):
            try:
                computed = formula.evaluate({other: each[index % len(each)] for other, each in values.items()})
            except ArithmeticError:
                computed = math.nan
            if not math.isclose(computed, number, rel_tol=_RELATIVE, abs_tol=_RELATIVE):
                raise ValueError(
                    f"given.{name}.formula: for the published values it gives {computed:g}, not {number:g}"
                )


def _named(check: Check) -> Iterator[tuple[str, str]]:
    """Each key of a check that holds observed names, with each name in it."""
    for key in ("name", "of", "wrt", "reaches", "avoids", "through", "flag"):
        value: str | tuple[str, ...] | None = getattr(check, key, ())
        yield from ((key, name) for name in ([value] if isinstance(value, str) else value or ()))
