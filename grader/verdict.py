"""The outcome of an attempt: a code, a score, and how each check fared. Pure folding, nothing else.

There is no path here from a fault of ours to a learner's failure: `INTERNAL_ERROR` outranks everything and has no score.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class Verdict(enum.Enum):
    """Verdicts in order of precedence, with their short codes."""

    INTERNAL_ERROR = "IE"
    FORBIDDEN_OPERATION = "FO"
    MEMORY_LIMIT_EXCEEDED = "MLE"
    TIME_LIMIT_EXCEEDED = "TLE"
    OUTPUT_LIMIT_EXCEEDED = "OLE"
    SYNTAX_ERROR = "SE"
    RUNTIME_ERROR = "RTE"
    WRONG_ANSWER = "WA"
    ACCEPTED = "AC"

    @property
    def json_name(self) -> str:
        """The verdict's name in JSON: ``wrong_answer``."""
        return self.name.lower()


PRECEDENCE: tuple[Verdict, ...] = tuple(Verdict)
_SCORED = frozenset({Verdict.RUNTIME_ERROR, Verdict.WRONG_ANSWER, Verdict.ACCEPTED})


@dataclass(frozen=True, slots=True)
class CheckScore:
    """One check over all runs: it passed only if it passed in every one. Advisory checks never count."""

    weight: float
    passed: bool
    advisory: bool = False


def fold(endings: Iterable[Verdict], checks: Sequence[CheckScore]) -> tuple[Verdict, float | None]:
    """The verdict and score of an attempt from how its runs ended and how its checks fared.

    ``endings`` holds, for each run, ACCEPTED where the program ended in order. Score is in [0, 1], None for a fault of ours.
    """
    counted = [check for check in checks if not check.advisory]
    failed = any(not check.passed for check in counted) or not counted
    candidates = [*endings, Verdict.WRONG_ANSWER if failed else Verdict.ACCEPTED]
    verdict = min(candidates, key=PRECEDENCE.index)
    if verdict is Verdict.INTERNAL_ERROR:
        return verdict, None
    if verdict not in _SCORED:
        return verdict, 0.0
    total = math.fsum(check.weight for check in counted)
    reached = math.fsum(check.weight for check in counted if check.passed)
    return verdict, round(reached / total, 6) if total else 0.0
