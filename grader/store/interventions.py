"""What people do by hand: set a verdict, have a grading of ours that failed tried again, erase a learner's data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, undefer

from grader.cleaning import clean_text
from grader.identifiers import new_id
from grader.models import Attempt, Delivery, DeliveryTry, Event, Submission
from grader.statuses import AttemptStatus, EventKind, Origin, SubmissionStatus
from grader.store import audit, deliveries, events, exercises, kept_runs
from grader.store.attempts import INTERNAL_ERROR
from grader.store.database import Outgoing, note_outgoing
from grader.store.errors import ConflictError, NotFoundError
from grader.store.paging import Page, fetch_page

_REASON_LIMIT = 1000
_RETRY_PRIORITY = 0


def list_internal_errors(
    session: Session, tenant_id: str, *, cursor: str | None = None, limit: int = 50
) -> Page[Submission]:
    """The tenant's submissions whose verdict that counts is `internal_error`, newest first."""
    query = select(Submission).where(
        Submission.tenant_id == tenant_id,
        Submission.status == SubmissionStatus.FINISHED,
        Submission.verdict == INTERNAL_ERROR,
    )
    return fetch_page(session, query, Submission.id, cursor, limit)


def retry(session: Session, tenant_id: str, submission_id: str, *, actor: str) -> Attempt:
    """Grade once more, with the version that is active now, a submission that ended `internal_error`.

    Raises:
        NotFoundError: there is no such submission of this tenant.
        ConflictError: it did not end `internal_error`, or it was erased.
    """
    submission = _get_locked(session, tenant_id, submission_id)
    ended = submission.status is SubmissionStatus.FINISHED and submission.verdict == INTERNAL_ERROR
    if not ended or submission.erased_at is not None:
        raise ConflictError(f"the submission {submission_id} did not end as an internal error: nothing to try again")
    version = exercises.find_active(session, tenant_id, submission.slug)
    now = datetime.now(UTC)
    attempt = Attempt(
        id=new_id("att"),
        submission_id=submission.id,
        number=_next_number(session, submission.id),
        origin=Origin.RETRY,
        exercise_version_id=version.version_id,
        version=version.version,
        device=submission.device,
        priority=_RETRY_PRIORITY,
        status=AttemptStatus.QUEUED,
        previous_attempt_id=submission.attempt_id,
        created_at=now,
        sent_at=now,
    )
    session.add(attempt)
    submission.status = SubmissionStatus.QUEUED
    session.flush()
    events.add(session, submission.id, EventKind.QUEUED, attempt.id)
    note_outgoing(session, Outgoing(attempt.id, attempt.device, attempt.priority))
    audit.record(session, tenant_id, actor, "submission.retry", submission.id)
    return attempt


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict set by hand.

    Attributes:
        score: 0 to 1, or None to keep the score that counted.
        record: the record to show with it; the former attempt's, with the new verdict in it.
    """

    verdict: str
    score: float | None
    reason: str
    record: Mapping[str, Any] | None = None


def override(session: Session, tenant_id: str, submission_id: str, change: Override, *, actor: str) -> Attempt:
    """Set a verdict by hand: a new attempt that counts from now on; the former one stays as it was.

    Raises:
        NotFoundError: there is no such submission of this tenant.
        ConflictError: it is still being graded, or no reason was given.
    """
    reason = clean_text(change.reason, _REASON_LIMIT).strip()
    if not reason:
        raise ConflictError("a verdict set by hand needs a reason")
    submission = _get_locked(session, tenant_id, submission_id)
    if submission.status is not SubmissionStatus.FINISHED or submission.attempt_id is None:
        raise ConflictError(f"the submission {submission_id} is still being graded: wait for its verdict")
    former = session.get_one(Attempt, submission.attempt_id, options=[undefer(Attempt.record)])
    attempt = _override_row(session, former, change, reason)
    session.add(attempt)
    submission.attempt_id = attempt.id
    submission.attempt_number = attempt.number
    submission.verdict = attempt.verdict
    submission.score = attempt.score
    session.flush()
    events.add(session, submission.id, EventKind.REGRADED, attempt.id)
    if submission.callback_url is not None:
        deliveries.create(session, tenant_id, submission.id, attempt.id, submission.callback_url, deliveries.REGRADED)
    details = {"verdict": [former.verdict, attempt.verdict], "score": [former.score, attempt.score]}
    audit.record(session, tenant_id, actor, "submission.override", submission.id, reason=reason, details=details)
    return attempt


def _override_row(session: Session, former: Attempt, change: Override, reason: str) -> Attempt:
    now = datetime.now(UTC)
    return Attempt(
        id=new_id("att"),
        submission_id=former.submission_id,
        number=_next_number(session, former.submission_id),
        origin=Origin.OVERRIDE,
        exercise_version_id=former.exercise_version_id,
        version=former.version,
        device=former.device,
        priority=former.priority,
        status=AttemptStatus.FINISHED,
        previous_attempt_id=former.id,
        created_at=now,
        finished_at=now,
        applied_at=now,
        verdict=change.verdict,
        score=former.score if change.score is None else change.score,
        torch=former.torch,
        note=reason,
        record=former.record if change.record is None else dict(change.record),
    )


def erase_learner(session: Session, tenant_id: str, learner: str, *, actor: str) -> int:
    """Erase a learner's programs, what they showed, and the learner's id. Verdicts and counts stay.

    Raises:
        NotFoundError: the tenant has no submission of this learner.
        ConflictError: one of them is still being graded.
    """
    rows = list(
        session.scalars(
            select(Submission).where(Submission.tenant_id == tenant_id, Submission.learner == learner).with_for_update()
        )
    )
    if not rows:
        raise NotFoundError("learner", learner)
    if any(row.status is not SubmissionStatus.FINISHED for row in rows):
        raise ConflictError("a submission of this learner is still being graded: try again when it is finished")
    _erase(session, [row.id for row in rows])
    # The log must show that it was done, without keeping what was to be erased.
    subject = "learner:" + hashlib.sha256(learner.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    audit.record(session, tenant_id, actor, "learner.erase", subject, details={"submissions": len(rows)})
    return len(rows)


def erase_older_than(session: Session, age: timedelta, *, limit: int = 500) -> int:
    """Erase programs and records of submissions finished longer than `age` ago; returns how many, at most `limit`."""
    query = (
        select(Submission.id)
        .where(
            Submission.status == SubmissionStatus.FINISHED,
            Submission.finished_at < datetime.now(UTC) - age,
            Submission.erased_at.is_(None),
        )
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.scalars(query))
    if ids:
        _erase(session, ids)
    return len(ids)


def _erase(session: Session, submission_ids: list[str]) -> None:
    now = datetime.now(UTC)
    quiet = {"synchronize_session": False}
    session.execute(
        update(Attempt).where(Attempt.submission_id.in_(submission_ids)).values(record=None, note=None),
        execution_options=quiet,
    )
    # Erased attempts of open sets are not graded any more: there is no program left.
    session.execute(
        update(Attempt)
        .where(
            Attempt.submission_id.in_(submission_ids),
            Attempt.status.in_((AttemptStatus.QUEUED, AttemptStatus.RUNNING)),
        )
        .values(status=AttemptStatus.CANCELLED, lease_owner=None),
        execution_options=quiet,
    )
    kept_runs.forget(session, submission_ids)
    messages = select(Delivery.id).where(Delivery.submission_id.in_(submission_ids))
    session.execute(delete(DeliveryTry).where(DeliveryTry.delivery_id.in_(messages)), execution_options=quiet)
    session.execute(delete(Delivery).where(Delivery.submission_id.in_(submission_ids)), execution_options=quiet)
    session.execute(delete(Event).where(Event.submission_id.in_(submission_ids)), execution_options=quiet)
    session.execute(
        update(Submission)
        .where(Submission.id.in_(submission_ids))
        .values(source=b"", learner=None, callback_url=None, erased_at=now),
        execution_options=quiet,
    )


def _next_number(session: Session, submission_id: str) -> int:
    query = select(func.max(Attempt.number)).where(Attempt.submission_id == submission_id)
    return (session.scalar(query) or 0) + 1


def _get_locked(session: Session, tenant_id: str, submission_id: str) -> Submission:
    query = select(Submission).where(Submission.id == submission_id, Submission.tenant_id == tenant_id)
    row = session.scalar(query.with_for_update())
    if row is None:
        raise NotFoundError("submission", submission_id)
    return row


def notes_of(session: Session, attempt_ids: list[str]) -> dict[str, str | None]:
    """Attempt id -> what was noted about it: why it failed, or why its verdict was set by hand."""
    query = select(Attempt.id, Attempt.note).where(Attempt.id.in_(attempt_ids))
    return {row.id: row.note for row in session.execute(query)}
