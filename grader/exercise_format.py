"""The format of ``exercise.toml``: data only, validated strictly.

Every table forbids keys it does not know, so that a misspelt key is an error and never a check that silently does not exist.
`grader.exercise` turns what pydantic reports into errors that name file, key and what was expected.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

FORMAT = 1
FLOAT_DTYPES = ("float32", "float64")
KNOWN_DTYPES = ("float32", "float64", "int64", "int32")

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,4}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
CheckId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,80}$")]
Number = StrictInt | StrictFloat
Numbers = Number | list[Number] | list[list[Number]]
Weight = Annotated[float, Field(ge=0.0, le=100.0)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LimitsTable(_Table):
    """What one run may use. A deployment caps each value; processor and wall time in seconds."""

    cpu_seconds: float = Field(default=10.0, gt=0, le=600)
    wall_seconds: float = Field(default=20.0, gt=0, le=1200)
    memory_mb: int = Field(default=1024, ge=64, le=65536)
    output_kb: int = Field(default=256, ge=1, le=16384)


class GivenTable(_Table):
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

    @model_validator(mode="after")
    def _bounds(self) -> GivenTable:
        if self.low >= self.high:
            raise ValueError("low must be smaller than high")
        return self


class NameTable(_Table):
    """A name that the statement asks for: what it may be, and whether its value is the learner's own choice."""

    optional: StrictBool = False
    dtypes: tuple[Literal["float32", "float64", "int64", "int32"], ...] = ("float32", "float64")
    adopt: Literal["no", "first", "last"] = "no"
    start: Literal["reference", "any"] = "reference"


class Tolerance(_Table):
    """Allowed difference: ``atol + rtol * |expected|``, as in torch.testing. Defaults are those for float32."""

    rtol: float = Field(default=1.3e-6, ge=0, lt=1)
    atol: float = Field(default=1e-5, ge=0)


class _Check(_Table):
    id: CheckId
    weight: Weight = 1.0
    advisory: StrictBool = False


class ValueCheck(_Check):
    """``name`` holds the reference's value; ``exact_shape`` tells () from (1,)."""

    kind: Literal["value"]
    name: Name
    tolerance: Tolerance = Tolerance()
    exact_shape: StrictBool = False
    accept: tuple[Literal["tensor", "number", "array", "sequence"], ...] = ("tensor",)


class GradientCheck(_Check):
    """``name.grad`` is what the reference's is, or none, or nothing left (none or zero)."""

    kind: Literal["gradient"]
    name: Name
    expect: Literal["reference", "none", "none_or_zero"] = "reference"
    tolerance: Tolerance = Tolerance()


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
    shape: tuple[int, ...]
    requires_grad: StrictBool | None = None
    low: float = -1e6
    high: float = 1e6
    high_included: StrictBool = False


class DrawnCheck(_Check):
    """The learner's own ``name`` was really drawn: it differs from run to run."""

    kind: Literal["drawn"]
    name: Name


class RaisedCheck(_Check):
    """torch raised an error about sizes that do not fit, and the program caught it or ended with it."""

    kind: Literal["raised"]
    words: tuple[str, ...] = Field(min_length=1)
    uncaught_counts: StrictBool = False


class PrintedCheck(_Check):
    """The program printed the value of ``name`` (or of its gradient)."""

    kind: Literal["printed"]
    name: Name
    gradient: StrictBool = False
    tolerance: Tolerance = Tolerance(rtol=1e-3, atol=1e-3)


class CallsCheck(_Check):
    """The autograd engine was asked for a gradient that reaches ``reaches`` and passes through ``through``."""

    kind: Literal["calls"]
    reaches: tuple[Name, ...] = ()
    through: tuple[Name, ...] = ()
    functions: tuple[Name, ...] = ()
    at_least: int = Field(default=1, ge=0)
    at_most: int | None = Field(default=None, ge=0)


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


class EquivalentTable(_Table):
    """A change of the reference that makes no mistake, as `grader exercise check` shows it, and why it makes none."""

    change: str = Field(min_length=3, max_length=400)
    reason: str = Field(min_length=10, max_length=400)


class ExerciseSpec(_Table):
    """The whole of ``exercise.toml``."""

    format: Literal[1]
    kind: Literal["script", "scenario"] = "script"
    tags: tuple[str, ...] = ()
    hidden_runs: int = Field(default=1, ge=1, le=8)
    variants: int = Field(default=8, ge=1, le=64)
    devices: tuple[Literal["cpu", "cuda"], ...] = ("cpu", "cuda")
    limits: LimitsTable = LimitsTable()
    given: dict[Name, GivenTable] = Field(default_factory=dict)
    names: dict[Name, NameTable] = Field(min_length=1)
    check: tuple[Check, ...] = Field(min_length=1)
    equivalent: tuple[EquivalentTable, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> ExerciseSpec:
        ids = [each.id for each in self.check]
        repeated = sorted({each for each in ids if ids.count(each) > 1})
        if repeated:
            raise ValueError(f"check ids must differ; repeated: {', '.join(repeated)}")
        if not math.fsum(each.weight for each in self.check if not each.advisory) > 0:
            raise ValueError("at least one check that is not advisory must have a weight above 0")
        unknown = sorted({name for each in self.check for name in names_of(each)} - self.names.keys())
        if unknown:
            raise ValueError(f"checks use names that [names] does not declare: {', '.join(unknown)}")
        missing = sorted(set(self.given) - self.names.keys())
        if missing:
            raise ValueError(f"every given must be declared in [names] too; missing: {', '.join(missing)}")
        return self


def names_of(check: Check) -> tuple[str, ...]:
    """The observed names that a check looks at."""
    match check:
        case GraphCheck():
            return (check.name, *check.reaches, *check.avoids)
        case CallsCheck():
            return (*check.reaches, *check.through)
        case ProbeCheck():
            return (check.of, check.wrt)
        case TraceCheck() | RaisedCheck():
            return ()
        case _:
            return (check.name,)
