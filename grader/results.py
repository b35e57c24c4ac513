"""What grading hands out: the attempt's result, free of any language, and its two written forms.

`Graded.to_record` is what is stored (messages as texts with values), `Graded.to_json` what a person or platform reads in
one language. Nothing in either says what a hidden input was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader import localisation
from grader.messages import Message


@dataclass(frozen=True)
class Diagnosis:
    """A named misconception with what is said about it; ``line`` is the learner's, 0 where it is not known."""

    code: str
    message: Message
    line: int = 0

    def to_record(self) -> dict[str, Any]:
        """The diagnosis as JSON that `from_record` reads."""
        return {"code": self.code, "message": self.message.to_record(), "line": self.line}

    @classmethod
    def from_record(cls, record: Mapping[str, Any] | None) -> Diagnosis | None:
        """The diagnosis that `to_record` wrote, None for None."""
        if record is None:
            return None
        return cls(record["code"], Message.from_record(record["message"]), record["line"])


@dataclass(frozen=True)
class CheckResult:
    """One check over all runs."""

    id: str
    weight: float
    passed: bool
    advisory: bool = False
    message: Message | None = None
    mismatch: Mapping[str, Any] | None = None
    diagnosis: Diagnosis | None = None
    hidden: bool = False

    def to_record(self) -> dict[str, Any]:
        """The result as JSON that `from_record` reads."""
        return {
            "id": self.id,
            "weight": self.weight,
            "passed": self.passed,
            "advisory": self.advisory,
            "message": None if self.message is None else self.message.to_record(),
            "mismatch": None if self.mismatch is None else dict(self.mismatch),
            "diagnosis": None if self.diagnosis is None else self.diagnosis.to_record(),
            "hidden": self.hidden,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> CheckResult:
        """The result that `to_record` wrote."""
        message = record["message"]
        return cls(
            id=record["id"],
            weight=record["weight"],
            passed=record["passed"],
            advisory=record["advisory"],
            message=None if message is None else Message.from_record(message),
            mismatch=record["mismatch"],
            diagnosis=Diagnosis.from_record(record["diagnosis"]),
            hidden=record["hidden"],
        )


@dataclass(frozen=True)
class Graded:
    """The result of one attempt. ``score`` is None for an internal error, which is ours and never the learner's."""

    exercise: str
    exercise_version: str
    verdict: str
    code: str
    score: float | None
    diagnosis: Diagnosis | None = None
    checks: tuple[CheckResult, ...] = ()
    stdout: str = ""
    error: Mapping[str, Any] | None = None
    comparisons: tuple[Mapping[str, Any], ...] = ()
    figures: tuple[str, ...] = ()
    environment: Mapping[str, Any] = field(default_factory=dict)
    timing: Mapping[str, float] = field(default_factory=dict)
    variants: tuple[int, ...] = ()
    reason: str = ""

    def to_record(self) -> dict[str, Any]:
        """The result as JSON, free of any language; `from_record` reads it."""
        plain = {name: value for name, value in vars(self).items() if name not in ("diagnosis", "checks")}
        return plain | {
            "diagnosis": None if self.diagnosis is None else self.diagnosis.to_record(),
            "checks": [check.to_record() for check in self.checks],
            "comparisons": [dict(each) for each in self.comparisons],
            "figures": list(self.figures),
            "variants": list(self.variants),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Graded:
        """The result that `to_record` wrote."""
        read = {name: value for name, value in record.items() if name in cls.__dataclass_fields__}
        read["diagnosis"] = Diagnosis.from_record(record["diagnosis"])
        read["checks"] = tuple(CheckResult.from_record(each) for each in record["checks"])
        for name in ("comparisons", "figures", "variants"):
            read[name] = tuple(record[name])
        return cls(**read)

    def to_json(self, locale: str = "en") -> dict[str, Any]:
        """The object that platforms read, in one language."""
        language = localisation.language(locale)

        def diagnosis(each: Diagnosis | None) -> dict[str, Any] | None:
            if each is None:
                return None
            shown: dict[str, Any] = {"code": each.code, "message": language.render(each.message)}
            return shown | ({"line": each.line} if each.line else {})

        def check(each: CheckResult) -> dict[str, Any]:
            message = "" if each.message is None else language.render(each.message)
            return {
                "id": each.id,
                "weight": each.weight,
                "passed": each.passed,
                "advisory": each.advisory,
                "message": message,
                "mismatch": each.mismatch,
                "diagnosis": diagnosis(each.diagnosis),
            }

        return {
            "exercise": self.exercise,
            "exercise_version": self.exercise_version,
            "verdict": self.verdict,
            "code": self.code,
            "score": self.score,
            "diagnosis": diagnosis(self.diagnosis),
            "checks": [check(each) for each in self.checks],
            "stdout": self.stdout,
            "error": None if self.error is None else dict(self.error),
            "comparisons": [dict(each) for each in self.comparisons],
            "figures": list(self.figures),
            "environment": dict(self.environment),
            "timing": dict(self.timing),
        }
