"""Rows of the store as the JSON that is shown outside.

What counts is in the columns of an attempt's row (verdict, score, version); its record adds how that came about. A record
may be missing: erased, or never written because the worker died. Then the same object has empty lists.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from grader.models import (
    ApiKey,
    Attempt,
    AuditEntry,
    Delivery,
    DeliveryTry,
    ExerciseVersion,
    Rejudging,
    Submission,
    WebhookSecret,
)
from grader.results import Graded
from grader.statuses import AttemptStatus, Origin, SubmissionStatus
from grader.store.rejudgings import DiffLine, Progress
from grader.verdict import Verdict

log = logging.getLogger(__name__)

#: Every verdict's name in JSON, with its short code.
CODES: Mapping[str, str] = {verdict.json_name: verdict.value for verdict in Verdict}
#: Fields of the object that grading gives out, for an attempt without a record.
_NOTHING_SHOWN: Mapping[str, Any] = {
    "diagnosis": None,
    "checks": [],
    "stdout": "",
    "error": None,
    "comparisons": [],
    "figures": [],
    "environment": {},
    "timing": {},
}


def instant(value: datetime | None) -> str | None:
    """An instant as RFC 3339 text in UTC, to the millisecond."""
    if value is None:
        return None
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def code_of(verdict: str | None) -> str | None:
    """The short code of a verdict: `AC` for `accepted`."""
    return None if verdict is None else CODES.get(verdict)


def submission_summary(row: Submission) -> dict[str, Any]:
    """A submission as a line of a list."""
    return {
        "id": row.id,
        "exercise": row.slug,
        "learner": row.learner,
        "locale": row.locale,
        "device": row.device,
        "status": row.status.value,
        "verdict": row.verdict,
        "code": code_of(row.verdict),
        "score": row.score,
        "created_at": instant(row.created_at),
        "finished_at": instant(row.finished_at),
        "erased_at": instant(row.erased_at),
    }


def submission_json(
    row: Submission, counting: Attempt | None, attempts: Iterable[Attempt], locale: str | None = None
) -> dict[str, Any]:
    """A submission with the attempt that counts, and those that have a verdict in short.

    Args:
        counting: the applied attempt with its record; None before the first verdict.
        attempts: the submission's attempts, oldest first.
        locale: language of the feedback; the submission's own if None.
    """
    finished = [attempt for attempt in attempts if attempt.status is AttemptStatus.FINISHED]
    return submission_summary(row) | {
        "attempt": None if counting is None else attempt_json(counting, row.slug, locale or row.locale),
        "attempts": [attempt_summary(attempt) for attempt in finished],
    }


def as_first_answered(row: Submission) -> dict[str, Any]:
    """A submission as it was when it was stored, whatever has become of it."""
    began = {"status": SubmissionStatus.QUEUED.value, "verdict": None, "code": None, "score": None, "finished_at": None}
    return submission_json(row, None, []) | began


def attempt_summary(row: Attempt) -> dict[str, Any]:
    """An attempt in short."""
    return {
        "id": row.id,
        "number": row.number,
        "origin": row.origin.value,
        "exercise_version": row.version,
        "verdict": row.verdict,
        "code": code_of(row.verdict),
        "score": row.score,
        "torch": row.torch,
        "runs_of": row.runs_of,
        "note": row.note,
        "created_at": instant(row.created_at),
        "finished_at": instant(row.finished_at),
        "applied_at": instant(row.applied_at),
    }


def attempt_json(row: Attempt, slug: str, locale: str) -> dict[str, Any]:
    """An attempt as grading shows it, with what the service knows of it besides.

    Args:
        row: with its record.
        slug: the exercise's.
        locale: language of the feedback.
    """
    shown = _shown(row, locale)
    if row.origin is Origin.OVERRIDE:
        # What grading named as the mistake speaks of another verdict.
        shown["diagnosis"] = None
    timing = dict(shown["timing"])
    if row.queue_ms is not None:
        timing["queue_ms"] = round(row.queue_ms, 3)
    if row.total_ms is not None:
        timing["total_ms"] = round(row.total_ms, 3)
    return {"exercise": slug} | shown | attempt_summary(row) | {"timing": timing}


def _shown(row: Attempt, locale: str) -> dict[str, Any]:
    if row.record is None:
        return dict(_NOTHING_SHOWN)
    try:
        return Graded.from_record(row.record).to_json(locale)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        # Written by another version of this program: the verdict in the row is shown without its reasons.
        log.warning("the record of attempt %s cannot be read: %s", row.id, type(error).__name__)
        return dict(_NOTHING_SHOWN)


def key_json(row: ApiKey) -> dict[str, Any]:
    """An API key without its text."""
    return {
        "id": row.id,
        "name": row.name,
        "scopes": list(row.scopes),
        "created_at": instant(row.created_at),
        "expires_at": instant(row.expires_at),
        "revoked_at": instant(row.revoked_at),
        "last_used_at": instant(row.last_used_at),
        "replaced_by": row.replaced_by,
    }


def secret_json(row: WebhookSecret) -> dict[str, Any]:
    """A signing secret without its text."""
    return {"id": row.id, "created_at": instant(row.created_at), "expires_at": instant(row.expires_at)}


def exercise_summary(row: ExerciseVersion) -> dict[str, Any]:
    """The active version of an exercise as a line of a list."""
    return {"slug": row.slug, "version": row.version, "kind": row.kind, "title": row.title, "tags": row.tags}


def version_json(row: ExerciseVersion, *, active: bool) -> dict[str, Any]:
    """One version of an exercise, for its authors."""
    return exercise_summary(row) | {
        "id": row.id,
        "grading_hash": row.grading_hash,
        "active": active,
        "gate": row.gate.value,
        "note": row.note,
        "created_by": row.created_by,
        "created_at": instant(row.created_at),
    }


def rejudging_json(row: Rejudging, progress: Progress) -> dict[str, Any]:
    """A rejudging set with how far it is."""
    return {
        "id": row.id,
        "exercise": row.slug,
        "reason": row.reason,
        "selection": row.selection,
        "version_id": row.exercise_version_id,
        "device": row.device,
        "run_again": row.run_again,
        "status": row.status.value,
        "progress": {
            "total": progress.total,
            "finished": progress.finished,
            "failed": progress.failed,
            "from_kept_runs": progress.from_kept_runs,
        },
        "outcome": row.outcome,
        "created_by": row.created_by,
        "created_at": instant(row.created_at),
        "ready_at": instant(row.ready_at),
        "closed_at": instant(row.closed_at),
    }


def diff_line_json(line: DiffLine) -> dict[str, Any]:
    """One submission of a set: what counts now beside what the set found."""
    return {
        "submission": line.submission_id,
        "learner": line.learner,
        "attempt": line.attempt_id,
        "before": {"verdict": line.before_verdict, "code": code_of(line.before_verdict), "score": line.before_score},
        "after": {"verdict": line.after_verdict, "code": code_of(line.after_verdict), "score": line.after_score},
        "stale": line.stale,
    }


def delivery_json(row: Delivery) -> dict[str, Any]:
    """A webhook message, without its body and tries."""
    return {
        "id": row.id,
        "submission": row.submission_id,
        "attempt": row.attempt_id,
        "type": row.kind,
        "url": row.url,
        "status": row.status.value,
        "tries": row.tries,
        "next_try_at": instant(row.next_try_at),
        "created_at": instant(row.created_at),
        "delivered_at": instant(row.delivered_at),
    }


def try_json(row: DeliveryTry) -> dict[str, Any]:
    """One try to deliver a message."""
    return {
        "number": row.number,
        "at": instant(row.at),
        "duration_ms": round(row.duration_ms, 3),
        "status_code": row.status_code,
        "error": row.error,
    }


def audit_json(row: AuditEntry) -> dict[str, Any]:
    """One entry of the audit log."""
    return {
        "id": row.id,
        "actor": row.actor,
        "action": row.action,
        "subject": row.subject,
        "reason": row.reason,
        "details": row.details,
        "at": instant(row.at),
    }
