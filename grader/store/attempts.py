"""Attempts: taken under a lease, finished exactly once.

A lease belongs to a worker process and dies with it: it counts for as long as the worker's heartbeat is fresh. Its
number is a fencing token. Finishing is one conditional update: whoever lost the lease changes nothing, so a message
that the broker delivers twice, or a worker that was thought dead and comes back, cannot make a second verdict.

What may come back for ever is bounded here: `deaths` (a worker died while it held the lease) and `faults` (the grading
ended `internal_error`). Past the bound an attempt ends as `internal_error`, which is never a learner's failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, update
from sqlalchemy.orm import Session

from grader.cleaning import clean_json, clean_text
from grader.columns import database_now, seconds_ago
from grader.models import Attempt, AttemptStatus, EventKind, Submission, SubmissionStatus, Worker
from grader.store import deliveries, events
from grader.store.database import Outgoing, note_outgoing

#: The verdict that is ours alone.
INTERNAL_ERROR = "internal_error"
_NOTE_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class LeaseTerms:
    """When a lease is dead, and how often an attempt may be tried.

    Attributes:
        heartbeat_s: a worker silent for longer than this is taken for dead.
        longest_s: no lease counts for longer than this, whatever its worker says.
        max_deaths: an attempt whose worker died this often ends as `internal_error`.
        max_faults: an attempt that came out as `internal_error` this often stays so.
    """

    heartbeat_s: float = 15.0
    longest_s: float = 900.0
    max_deaths: int = 3
    max_faults: int = 3


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to finish one attempt, and what is needed to grade it.

    Attributes:
        number: the fencing token.
        deaths: workers that died while grading this before; above 0 it is graded with nothing beside it.
        source: the program as it was sent.
    """

    attempt_id: str
    submission_id: str
    number: int
    owner: str
    deaths: int
    faults: int
    attempt_number: int
    exercise_version_id: str
    slug: str
    device: str
    priority: int
    rejudging_id: str | None
    tenant_id: str
    callback_url: str | None
    created_at: datetime
    leased_at: datetime
    source: bytes


@dataclass(frozen=True, slots=True)
class Grade:
    """What a grading found, as the store keeps it.

    Attributes:
        record: the language-neutral record, JSON.
        torch: version of torch that the program ran under, if known.
        total_ms: from lease to verdict, milliseconds.
    """

    verdict: str
    score: float | None
    record: Mapping[str, Any] | None
    torch: str | None = None
    total_ms: float | None = None
    note: str | None = None


def take(session: Session, attempt_id: str, worker_id: str, terms: LeaseTerms) -> Lease | None:
    """Lease an attempt for a worker; None if it is not to be graded now (finished, cancelled, leased, exhausted).

    An attempt whose workers died too often is finished as `internal_error` here.
    """
    died = case((Attempt.status == AttemptStatus.RUNNING, 1), else_=0)
    taken = session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id, _takeable(terms), Attempt.deaths + died < terms.max_deaths)
        .values(
            status=AttemptStatus.RUNNING,
            lease_number=Attempt.lease_number + 1,
            lease_owner=worker_id,
            leased_at=database_now(),
            deaths=Attempt.deaths + died,
        )
        .returning(
            Attempt.submission_id,
            Attempt.lease_number,
            Attempt.deaths,
            Attempt.faults,
            Attempt.number,
            Attempt.exercise_version_id,
            Attempt.device,
            Attempt.priority,
            Attempt.rejudging_id,
            Attempt.created_at,
            Attempt.leased_at,
        )
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is None:
        _end_exhausted(session, attempt_id, terms)
        return None
    owner = _mark_running(session, attempt_id, taken.submission_id, live=taken.rejudging_id is None)
    return Lease(
        attempt_id=attempt_id,
        submission_id=taken.submission_id,
        number=taken.lease_number,
        owner=worker_id,
        deaths=taken.deaths,
        faults=taken.faults,
        attempt_number=taken.number,
        exercise_version_id=taken.exercise_version_id,
        slug=owner.slug,
        device=taken.device,
        priority=taken.priority,
        rejudging_id=taken.rejudging_id,
        tenant_id=owner.tenant_id,
        callback_url=owner.callback_url,
        created_at=taken.created_at,
        leased_at=taken.leased_at,
        source=bytes(owner.source),
    )


def _mark_running(session: Session, attempt_id: str, submission_id: str, *, live: bool) -> Any:
    """The submission's columns that grading needs; a live one is shown as running from now on."""
    columns = (Submission.slug, Submission.tenant_id, Submission.callback_url, Submission.source)
    if not live:
        return session.execute(select(*columns).where(Submission.id == submission_id)).one()
    row = session.execute(
        update(Submission)
        .where(Submission.id == submission_id)
        .values(status=SubmissionStatus.RUNNING)
        .returning(*columns)
        .execution_options(synchronize_session=False)
    ).one()
    events.add(session, submission_id, EventKind.RUNNING, attempt_id)
    return row


def finish(session: Session, lease: Lease, grade: Grade) -> bool:
    """End a leased attempt with a verdict, exactly once.

    A live attempt is applied to its submission in the same transaction, unless a newer one is applied already; its
    webhook message is stored there too. An attempt of a rejudging waits for its set to be applied.

    Returns:
        False if the lease was lost in the meantime; then nothing was changed.
    """
    now = datetime.now(UTC)
    queued = (lease.leased_at - lease.created_at).total_seconds()
    finished = session.execute(
        update(Attempt)
        .where(Attempt.id == lease.attempt_id, _held(lease))
        .values(**_ending(grade, now), queue_ms=max(0.0, queued * 1000), applied_at=None if lease.rejudging_id else now)
        .returning(Attempt.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if finished is None:
        return False
    if lease.rejudging_id is None:
        _apply(session, lease.submission_id, lease.attempt_id, lease.attempt_number, grade, now)
    return True


def give_back(session: Session, lease: Lease, *, fault: str | None = None) -> bool:
    """Return a leased attempt to the queue; its message is sent again after the commit.

    Args:
        fault: why the grading came to nothing, if that was a fault of ours (counted); None for a stopping worker.

    Returns:
        False if the lease was lost in the meantime; then nothing was changed.
    """
    returned = session.execute(
        update(Attempt)
        .where(Attempt.id == lease.attempt_id, _held(lease))
        .values(
            status=AttemptStatus.QUEUED,
            lease_owner=None,
            faults=Attempt.faults + (1 if fault is not None else 0),
            note=Attempt.note if fault is None else clean_text(fault, _NOTE_LIMIT),
            sent_at=datetime.now(UTC),
        )
        .returning(Attempt.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if returned is None:
        return False
    if lease.rejudging_id is None:
        session.execute(
            update(Submission)
            .where(Submission.id == lease.submission_id, Submission.status == SubmissionStatus.RUNNING)
            .values(status=SubmissionStatus.QUEUED)
            .execution_options(synchronize_session=False)
        )
    note_outgoing(session, Outgoing(lease.attempt_id, lease.device, lease.priority))
    return True


def _takeable(terms: LeaseTerms) -> ColumnElement[bool]:
    return or_(
        Attempt.status == AttemptStatus.QUEUED,
        and_(Attempt.status == AttemptStatus.RUNNING, lease_is_dead(terms)),
    )


def lease_is_dead(terms: LeaseTerms) -> ColumnElement[bool]:
    """SQL condition on a running attempt: nobody who could still finish it holds its lease."""
    alive = exists().where(
        Worker.id == Attempt.lease_owner,
        Worker.stopped_at.is_(None),
        Worker.heartbeat_at >= seconds_ago(terms.heartbeat_s),
    )
    return or_(~alive, Attempt.leased_at < seconds_ago(terms.longest_s))


def _held(lease: Lease) -> ColumnElement[bool]:
    return and_(
        Attempt.status == AttemptStatus.RUNNING,
        Attempt.lease_number == lease.number,
        # Where the database lost its last moments, two leases may carry one number: the owner tells them apart.
        Attempt.lease_owner == lease.owner,
    )


def _ending(grade: Grade, now: datetime) -> dict[str, Any]:
    return {
        "status": AttemptStatus.FINISHED,
        "finished_at": now,
        "verdict": grade.verdict,
        "score": grade.score,
        "record": None if grade.record is None else clean_json(dict(grade.record)),
        "torch": grade.torch,
        "total_ms": grade.total_ms,
        "note": None if grade.note is None else clean_text(grade.note, _NOTE_LIMIT),
    }


def _end_exhausted(session: Session, attempt_id: str, terms: LeaseTerms) -> None:
    """Finish as `internal_error` an attempt whose lease is dead and whose workers have died often enough."""
    grade = Grade(INTERNAL_ERROR, None, None, note=f"its worker died {terms.max_deaths} times while grading it")
    now = datetime.now(UTC)
    ended = session.execute(
        update(Attempt)
        .where(
            Attempt.id == attempt_id,
            Attempt.status == AttemptStatus.RUNNING,
            lease_is_dead(terms),
            Attempt.deaths + 1 >= terms.max_deaths,
        )
        .values(
            **_ending(grade, now),
            deaths=Attempt.deaths + 1,
            applied_at=case((Attempt.rejudging_id.is_(None), now), else_=None),
        )
        .returning(Attempt.submission_id, Attempt.number, Attempt.rejudging_id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if ended is not None and ended.rejudging_id is None:
        _apply(session, ended.submission_id, attempt_id, ended.number, grade, now)


def _apply(session: Session, submission_id: str, attempt_id: str, number: int, grade: Grade, now: datetime) -> None:
    """Make an attempt the one that counts, unless a newer one does already."""
    applied = session.execute(
        update(Submission)
        .where(
            Submission.id == submission_id,
            or_(Submission.attempt_number.is_(None), Submission.attempt_number < number),
        )
        .values(
            status=SubmissionStatus.FINISHED,
            attempt_id=attempt_id,
            attempt_number=number,
            verdict=grade.verdict,
            score=grade.score,
            finished_at=func.coalesce(Submission.finished_at, now),
        )
        .returning(Submission.tenant_id, Submission.callback_url)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if applied is None:
        _settle(session, submission_id)
        return
    events.add(session, submission_id, EventKind.FINISHED, attempt_id)
    if applied.callback_url is not None:
        deliveries.create(session, applied.tenant_id, submission_id, attempt_id, applied.callback_url)


def _settle(session: Session, submission_id: str) -> None:
    """A newer attempt counts already: the submission is finished, and stays as it is."""
    session.execute(
        update(Submission)
        .where(Submission.id == submission_id)
        .values(status=SubmissionStatus.FINISHED)
        .execution_options(synchronize_session=False)
    )
