"""What the publishing gate found: a gate passes, or it refuses by name, with its evidence either way. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Remark:
    """One thing that a gate has to say; ``code`` is its name, ``file`` the file inside the exercise folder, or ""."""

    code: str
    message: str
    file: str = ""

    def to_json(self) -> dict[str, str]:
        """The remark for programs."""
        return {"code": self.code, "message": self.message, "file": self.file}


@dataclass(frozen=True)
class Gate:
    """One gate: what it asks, what it saw, and what it refuses.

    ``advice`` does not keep an exercise from being published. ``data`` is the evidence for programs, ``evidence`` for people.
    """

    name: str
    refusals: tuple[Remark, ...] = ()
    advice: tuple[Remark, ...] = ()
    evidence: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether nothing was refused."""
        return not self.refusals

    def to_json(self) -> dict[str, Any]:
        """The gate for programs."""
        return {
            "gate": self.name,
            "passed": self.passed,
            "refusals": [each.to_json() for each in self.refusals],
            "advice": [each.to_json() for each in self.advice],
            "evidence": list(self.evidence),
            "data": dict(self.data),
        }


@dataclass(frozen=True)
class Fate:
    """What became of one mutant: killed (by which checks), equivalent (why), or a survivor (what would kill it)."""

    operator: str
    line: int
    change: str
    diff: str = field(repr=False)
    state: str
    by: tuple[str, ...] = ()
    reason: str = ""
    needs: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The mutant for programs; only a survivor brings its diff."""
        shown: dict[str, Any] = {
            "operator": self.operator,
            "line": self.line,
            "change": self.change,
            "state": self.state,
        }
        if self.state == "killed":
            return shown | {"by": list(self.by)}
        if self.state == "equivalent":
            return shown | {"reason": self.reason}
        return shown | {"diff": self.diff, "would_be_killed_by": list(self.needs)}


@dataclass(frozen=True)
class Margin:
    """How a check's tolerance stands between honest programs and mistakes, in multiples of what is allowed.

    1.0 is the tolerance. ``honest`` is the largest difference of an honest program, ``mistake`` the smallest of a wrong one
    that this check refuses, None where there is none. ``expected`` is how often the tolerance fits into the expected value.
    """

    check: str
    expected: float
    honest: float
    honest_program: str
    mistake: float | None
    mistake_program: str

    def to_json(self) -> dict[str, Any]:
        """The margin for programs."""
        return dict(vars(self))


@dataclass(frozen=True)
class Report:
    """The gate's findings on one exercise."""

    path: str
    slug: str
    version: str
    gates: tuple[Gate, ...]
    mutants: tuple[Fate, ...] = ()
    margins: tuple[Margin, ...] = ()
    environment: Mapping[str, Any] = field(default_factory=dict)
    broken: str = ""

    @property
    def passed(self) -> bool:
        """Whether the exercise may be published."""
        return not self.broken and all(gate.passed for gate in self.gates)

    @property
    def mutation_score(self) -> float | None:
        """Killed mutants among those that are not equivalent, from 0 to 1; None where there are none."""
        killed = sum(each.state == "killed" for each in self.mutants)
        survived = sum(each.state == "survived" for each in self.mutants)
        return killed / (killed + survived) if killed + survived else None

    def to_json(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "path": self.path,
            "exercise": self.slug,
            "exercise_version": self.version,
            "passed": self.passed,
            "broken": self.broken,
            "gates": [gate.to_json() for gate in self.gates],
            "mutation": {
                "score": self.mutation_score,
                "killed": sum(each.state == "killed" for each in self.mutants),
                "equivalent": sum(each.state == "equivalent" for each in self.mutants),
                "survived": sum(each.state == "survived" for each in self.mutants),
                "mutants": [each.to_json() for each in self.mutants],
            },
            "margins": [each.to_json() for each in self.margins],
            "environment": dict(self.environment),
        }


def gate(name: str, remarks: Sequence[tuple[bool, Remark]], evidence: Sequence[str] = (), **data: Any) -> Gate:
    """A gate from remarks, each with whether it refuses (True) or only advises (False)."""
    refusals = tuple(remark for refuses, remark in remarks if refuses)
    advice = tuple(remark for refuses, remark in remarks if not refuses)
    return Gate(name, refusals, advice, tuple(evidence), data)
