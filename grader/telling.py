"""From what was found to what an attempt's result says of it."""

from __future__ import annotations

import time
from typing import Any

from grader import diagnosis
from grader.judging import Judged
from grader.observations import ErrorFacts
from grader.results import CheckResult


def check_result(judged: Judged, named: diagnosis.Named) -> CheckResult:
    """One check with what is said about it; of a hidden run nothing but that it failed."""
    finding = judged.finding
    shown = finding is not None and not judged.hidden and finding.mismatch is not None
    return CheckResult(
        id=judged.id,
        weight=judged.weight,
        passed=finding is None,
        advisory=judged.advisory,
        message=judged.message,
        mismatch=finding.mismatch.to_json() if shown and finding is not None and finding.mismatch is not None else None,
        diagnosis=None if judged.hidden else named.by_check.get(judged.id),
        hidden=judged.hidden and finding is not None,
    )


def error_json(error: ErrorFacts | None) -> dict[str, Any] | None:
    """What ended the program, if an error did."""
    if error is None:
        return None
    return {"type": error.type, "message": error.message, "line": error.line or None, "traceback": error.traceback}


def timing(public_seconds: float, begun: float) -> dict[str, float]:
    """Milliseconds; of the hidden runs nothing is told, or a program could say by its time what it was given there."""
    return {
        "queue_ms": 0.0,
        "sandbox_ms": round(1000 * public_seconds, 3),
        "total_ms": round(1000 * (time.perf_counter() - begun), 3),
    }
