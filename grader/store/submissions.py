"""Submissions: stored first, queued second.

Creating one stores the row and its first attempt, and notes the message that is sent after the commit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, undefer

from grader.cleaning import clean_optional
from grader.identifiers import new_ids
from grader.models import Attempt, Submission, table_of
from grader.statuses import AttemptStatus, EventKind, Origin, SubmissionStatus
from grader.store import background, events
from grader.store.database import Outgoing, note_afterwards, note_outgoing
from grader.store.errors import ConflictError, NotFoundError
from grader.store.exercises import ActiveVersion
from grader.store.paging import Page, fetch_page

#: The most submissions that one batch may hold.
BATCH_LIMIT = 500
LEARNER_LIMIT = 200
_URL_LIMIT = 2000

#: Priority of a rejudging's attempts; 0 is served first, 9 last.
REGRADE_PRIORITY = background.REGRADE_PRIORITY

# The statements on the way of every submission, built once.
_ADDING = insert(table_of(Submission)).inline()
_ADDING_ATTEMPTS = insert(table_of(Attempt)).inline()


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """One program to grade.

    Attributes:
        exercise: what the slug means for the tenant now, from `exercises.find_active`.
        source: the program, as it was sent.
        learner: the platform's own opaque id, if any.
        callback_url: where to announce the verdict, if anywhere; checked by the caller.
    """

    exercise: ActiveVersion
    source: bytes
    learner: str | None = None
    locale: str = "en"
    device: str = "cpu"
    callback_url: str | None = None


@dataclass(frozen=True, slots=True)
class SubmissionFilter:
    """Which submissions to list; None means any."""

    exercise: str | None = None
    learner: str | None = None
    status: SubmissionStatus | None = None
    verdict: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def create(session: Session, tenant_id: str, key_id: str | None, new: NewSubmission) -> Submission:
    """Store one submission with its first attempt; its message is sent after the commit."""
    return create_many(session, tenant_id, key_id, [new])[0]


def create_many(
    session: Session,
    tenant_id: str,
    key_id: str | None,
    batch: Sequence[NewSubmission],
    *,
    own_id: str | None = None,
) -> list[Submission]:
    """Store a batch, in order, all or none.

    Args:
        own_id: from `new_id("sub")`, for a batch of one whose id is to be known beforehand.

    Raises:
        ConflictError: the batch is empty or larger than `BATCH_LIMIT`.
    """
    if not 1 <= len(batch) <= BATCH_LIMIT:
        raise ConflictError(f"a batch holds 1 to {BATCH_LIMIT} submissions, not {len(batch)}")
    now = datetime.now(UTC)
    open_by_learner = Counter(background.count_open(session, key_id))
    rows, attempts = [], []
    own_ids = [own_id] if own_id is not None else new_ids("sub", len(batch))
    ids = zip(batch, own_ids, new_ids("att", len(batch)), strict=True)
    for new, submission_id, attempt_id in ids:
        row = _submission_values(new, submission_id, tenant_id, key_id, now)
        learner = row["learner"]
        of_learner = 0 if learner is None else open_by_learner[learner]
        priority = background.live_priority(open_by_learner.total(), of_learner)
        open_by_learner[learner] += 1
        rows.append(row)
        attempts.append(_attempt_values(new, submission_id, attempt_id, priority, now))
    session.execute(_ADDING, rows)
    session.execute(_ADDING_ATTEMPTS, attempts)
    events.add_many(session, [(row["submission_id"], row["id"]) for row in attempts], EventKind.QUEUED)
    for row in attempts:
        if row["sent_at"] is not None:
            note_outgoing(session, Outgoing(row["id"], row["device"], row["priority"]))
    for device in {row["device"] for row in attempts if row["sent_at"] is None}:
        # Not now: what ends at this moment passes its turn to nobody, as it does not see these yet.
        note_afterwards(session, partial(background.fill, device=device))
    return [Submission(**row) for row in rows]


def _submission_values(
    new: NewSubmission, submission_id: str, tenant_id: str, key_id: str | None, now: datetime
) -> dict[str, Any]:
    return {
        "id": submission_id,
        "tenant_id": tenant_id,
        "key_id": key_id,
        "exercise_id": new.exercise.exercise_id,
        "slug": new.exercise.slug,
        "learner": clean_optional(new.learner, LEARNER_LIMIT),
        "locale": new.locale,
        "device": new.device,
        "callback_url": clean_optional(new.callback_url, _URL_LIMIT),
        "status": SubmissionStatus.QUEUED,
        "created_at": now,
        "source": new.source,
    }


def _attempt_values(
    new: NewSubmission, submission_id: str, attempt_id: str, priority: int, now: datetime
) -> dict[str, Any]:
    return {
        "id": attempt_id,
        "submission_id": submission_id,
        "number": 1,
        "origin": Origin.SUBMISSION,
        "exercise_version_id": new.exercise.version_id,
        "version": new.exercise.version,
        "device": new.device,
        "priority": priority,
        "status": AttemptStatus.QUEUED,
        "created_at": now,
        # The message follows right after the commit; the reconciler compares this with what the broker holds.
        # Background work waits for a slot.
        "sent_at": now if priority == 0 else None,
    }


def get(session: Session, tenant_id: str, submission_id: str) -> Submission:
    """A submission of this tenant, without its program.

    Raises:
        NotFoundError: there is none, or it is another tenant's.
    """
    query = select(Submission).where(Submission.id == submission_id, Submission.tenant_id == tenant_id)
    row = session.scalar(query)
    if row is None:
        raise NotFoundError("submission", submission_id)
    return row


def tenant_of(session: Session, submission_id: str) -> str:
    """The tenant that a submission belongs to, for an operator, who may see all.

    Raises:
        NotFoundError: there is no such submission.
    """
    found = session.scalar(select(Submission.tenant_id).where(Submission.id == submission_id))
    if found is None:
        raise NotFoundError("submission", submission_id)
    return found


def get_all(session: Session, tenant_id: str, submission_ids: Sequence[str]) -> list[Submission]:
    """Submissions of this tenant in the order of their ids here, without their programs; those it does not have are left out."""
    query = select(Submission).where(Submission.tenant_id == tenant_id, Submission.id.in_(submission_ids))
    found = {row.id: row for row in session.scalars(query)}
    return [found[each] for each in submission_ids if each in found]


def get_source(session: Session, tenant_id: str, submission_id: str) -> bytes:
    """The program of a submission, as it was sent; empty once it was erased.

    Raises:
        NotFoundError: there is no such submission of this tenant.
    """
    query = select(Submission.source).where(Submission.id == submission_id, Submission.tenant_id == tenant_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("submission", submission_id)
    return bytes(row.source)


def list_page(
    session: Session, tenant_id: str, wanted: SubmissionFilter, *, cursor: str | None = None, limit: int = 50
) -> Page[Submission]:
    """The tenant's submissions that fit the filter, newest first, without their programs.

    Raises:
        InvalidCursorError: the cursor is not ours.
    """
    query = select(Submission).where(Submission.tenant_id == tenant_id)
    if wanted.exercise is not None:
        query = query.where(Submission.slug == wanted.exercise)
    if wanted.learner is not None:
        query = query.where(Submission.learner == clean_optional(wanted.learner, LEARNER_LIMIT))
    if wanted.status is not None:
        query = query.where(Submission.status == wanted.status)
    if wanted.verdict is not None:
        query = query.where(Submission.verdict == wanted.verdict)
    if wanted.since is not None:
        query = query.where(Submission.created_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(Submission.created_at < wanted.until)
    return fetch_page(session, query, Submission.id, cursor, limit)


def list_attempts(session: Session, submission_id: str) -> list[Attempt]:
    """Every attempt of a submission, oldest first, without records. Those of a set not yet applied are not shown."""
    shown = (Attempt.rejudging_id.is_(None)) | (Attempt.applied_at.is_not(None))
    query = select(Attempt).where(Attempt.submission_id == submission_id, shown).order_by(Attempt.number)
    return list(session.scalars(query))


def get_attempt(session: Session, tenant_id: str, submission_id: str, attempt_id: str) -> Attempt:
    """One attempt with its record, shown or not.

    Raises:
        NotFoundError: there is none, or it is another tenant's.
    """
    query = (
        select(Attempt)
        .join(Submission, Submission.id == Attempt.submission_id)
        .where(Attempt.id == attempt_id, Submission.id == submission_id, Submission.tenant_id == tenant_id)
        .options(undefer(Attempt.record))
    )
    row = session.scalar(query)
    if row is None:
        raise NotFoundError("attempt", attempt_id)
    return row


def get_with_attempt(session: Session, tenant_id: str, submission_id: str) -> tuple[Submission, Attempt | None]:
    """A submission and its applied attempt with its record; None before the first verdict. One round trip.

    Raises:
        NotFoundError: there is no such submission of this tenant.
    """
    query = (
        select(Submission, Attempt)
        .outerjoin(Attempt, Attempt.id == Submission.attempt_id)
        .where(Submission.id == submission_id, Submission.tenant_id == tenant_id)
        .options(undefer(Attempt.record))
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("submission", submission_id)
    return row[0], row[1]
