"""Attempts: taken under a lease, finished exactly once.

A lease belongs to a worker process and dies with it: it counts for as long as the worker's heartbeat is fresh. Its
number is a fencing token. Finishing is one conditional update: whoever lost the lease changes nothing, so a message
that the broker delivers twice, or a worker that was thought dead and comes back, cannot make a second verdict.

What may come back for ever is bounded here: `deaths` (a worker died while it held the lease) and `faults` (the grading
ended `internal_error`). Past the bound an attempt ends as `internal_error`, which is never a learner's failure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from grader.cleaning import clean_json, clean_text
from grader.columns import UnhurriedCommit, UtcDateTime, seconds_ago, written
from grader.models import Submission, table_of
from grader.statuses import AttemptStatus, EventKind, SubmissionStatus
from grader.store import deliveries, events, kept_runs
from grader.store.database import Outgoing, note_outgoing
from grader.store.leases import QUEUED, RUNNING, Lease, LeaseTerms, attempts_table, lease_is_dead, lease_of, taking

#: The verdict that is ours alone.
INTERNAL_ERROR = "internal_error"
_NOTE_LIMIT = 1000
#: A lease younger than this may not have reached the worker's own list yet, seconds.
_ORPHAN_S = 5.0
_LAST_LIVE_PRIORITY = 8
_EPOCH = datetime.fromtimestamp(0, UTC)
_attempts = attempts_table
_submissions = table_of(Submission)


@dataclass(frozen=True, slots=True)
class Grade:
    """What a grading found, as the store keeps it.

    Attributes:
        record: the language-neutral record, JSON.
        torch: version of torch that the program ran under, if known.
        total_ms: from lease to verdict, milliseconds.
        runs_of: the attempt whose runs were judged again, where none were made.
        kept_runs: its runs, if they are to be kept.
    """

    verdict: str
    score: float | None
    record: Mapping[str, Any] | None
    torch: str | None = None
    total_ms: float | None = None
    note: str | None = None
    runs_of: str | None = None
    kept_runs: bytes | None = None


def take(session: Session, attempt_id: str, worker_id: str, terms: LeaseTerms) -> Lease | None:
    """Lease an attempt for a worker; None if it is not to be graded now (finished, cancelled, leased, exhausted).

    An attempt whose workers died too often is finished as `internal_error` here.
    """
    taken = session.execute(_taking(terms), {"attempt": attempt_id, "worker": worker_id}).one_or_none()
    if taken is None:
        _end_exhausted(session, attempt_id, terms)
        return None
    lease = lease_of(taken, worker_id)
    if lease.rejudging_id is None:
        begin(session, lease)
    return lease


def begin(session: Session, lease: Lease) -> None:
    """Say of a live submission that it is being graded from now on."""
    session.execute(_STARTING, {"submission": lease.submission_id})
    events.add(session, lease.submission_id, EventKind.RUNNING, lease.attempt_id)


@lru_cache
def _taking(terms: LeaseTerms) -> ReturningUpdate[Any]:
    # A lease that a crash of the database undoes is one that nobody holds: the attempt is graded again.
    unhurried = UnhurriedCommit().label("unhurried")
    return taking(terms, _attempts.c.id == bindparam("attempt"), _takeable(terms)).returning(unhurried)


def expose(session: Session, lease: Lease) -> bool:
    """Say that the program of a suspect begins now: from here on the worker's death counts against it.

    Returns:
        False if the lease was lost in the meantime.
    """
    return session.execute(_EXPOSING, _holding(lease)).one_or_none() is not None


def finish(session: Session, lease: Lease, grade: Grade) -> bool:
    """End a leased attempt with a verdict, exactly once.

    A live attempt is applied to its submission in the same transaction, unless a newer one is applied already; its
    webhook message is stored there too. An attempt of a rejudging waits for its set to be applied.

    Returns:
        False if the lease was lost in the meantime; then nothing was changed.
    """
    now = datetime.now(UTC)
    queued_ms = (lease.leased_at - lease.created_at).total_seconds() * 1000
    ending = _ending(grade, now) | {
        "queue_ms": max(0.0, queued_ms),
        "applied_at": None if lease.rejudging_id else now,
    }
    finishing = _FINISHING if lease.rejudging_id is None else _FINISHING_UNHURRIED
    if session.execute(finishing, ending | _holding(lease)).one_or_none() is None:
        return False
    if grade.kept_runs is not None:
        kept_runs.keep(session, lease.submission_id, lease.attempt_id, grade.kept_runs)
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
    again = {
        "faults": _attempts.c.faults + (1 if fault is not None else 0),
        "note": _attempts.c.note if fault is None else clean_text(fault, _NOTE_LIMIT),
        "sent_at": datetime.now(UTC),
    }
    if not _return(session, lease, again):
        return False
    note_outgoing(session, Outgoing(lease.attempt_id, lease.device, lease.priority))
    return True


def postpone(session: Session, lease: Lease, *, behind_others: bool) -> bool:
    """Put a leased attempt off, of which nothing was run: it is sent when background work has room.

    Args:
        behind_others: it waits behind background work that was as urgent.

    Returns:
        False if the lease was lost in the meantime; then nothing was changed.
    """
    priority = min(lease.priority + 1, _LAST_LIVE_PRIORITY) if behind_others else lease.priority
    return _return(session, lease, {"priority": priority, "sent_at": None})


def _return(session: Session, lease: Lease, values: Mapping[str, Any]) -> bool:
    returned = session.execute(
        update(_attempts)
        .where(_HELD)
        .values(status=AttemptStatus.QUEUED, lease_owner=None, **values)
        .returning(_attempts.c.id),
        _holding(lease),
    ).one_or_none()
    if returned is not None and lease.rejudging_id is None:
        session.execute(
            update(_submissions)
            .where(_submissions.c.id == lease.submission_id, _submissions.c.status == SubmissionStatus.RUNNING)
            .values(status=SubmissionStatus.QUEUED)
        )
    return returned is not None


def _holding(lease: Lease) -> dict[str, Any]:
    return {"attempt": lease.attempt_id, "held_number": lease.number, "held_by": lease.owner}


def release_orphans(session: Session, worker_id: str, held: Collection[str]) -> int:
    """Return to the queue what is leased to a worker that does not know of it; returns how many attempts.

    Args:
        held: the attempts that the worker does know of.
    """
    orphans = session.execute(
        update(_attempts)
        .where(
            _attempts.c.status == AttemptStatus.RUNNING,
            _attempts.c.lease_owner == worker_id,
            _attempts.c.id.not_in(held),
            _attempts.c.leased_at < seconds_ago(_ORPHAN_S),
        )
        .values(status=AttemptStatus.QUEUED, lease_owner=None, sent_at=datetime.now(UTC))
        .returning(_attempts.c.id, _attempts.c.device, _attempts.c.priority)
    ).all()
    for row in orphans:
        note_outgoing(session, Outgoing(row.id, row.device, row.priority))
    return len(orphans)


def _takeable(terms: LeaseTerms) -> ColumnElement[bool]:
    return or_(
        _attempts.c.status == QUEUED,
        and_(_attempts.c.status == RUNNING, lease_is_dead(terms)),
    )


def _ending(grade: Grade, now: datetime) -> dict[str, Any]:
    return {
        "status": AttemptStatus.FINISHED,
        "finished_at": now,
        "verdict": grade.verdict,
        "score": grade.score,
        "record": None if grade.record is None else clean_json(dict(grade.record)),
        "torch": grade.torch,
        "runs_of": grade.runs_of,
        "total_ms": grade.total_ms,
        "note": None if grade.note is None else clean_text(grade.note, _NOTE_LIMIT),
    }


def _end_exhausted(session: Session, attempt_id: str, terms: LeaseTerms) -> None:
    """Finish as `internal_error` an attempt whose lease is dead and whose workers have died often enough."""
    grade = Grade(INTERNAL_ERROR, None, None, note=f"its worker died {terms.max_deaths} times while grading it")
    now = datetime.now(UTC)
    ended = session.execute(
        update(_attempts)
        .where(
            _attempts.c.id == attempt_id,
            _attempts.c.status == AttemptStatus.RUNNING,
            _attempts.c.exposed,
            lease_is_dead(terms),
            _attempts.c.deaths + 1 >= terms.max_deaths,
        )
        .values(
            **_ending(grade, now),
            deaths=_attempts.c.deaths + 1,
            applied_at=case((_attempts.c.rejudging_id.is_(None), now), else_=None),
        )
        .returning(_attempts.c.submission_id, _attempts.c.number, _attempts.c.rejudging_id)
    ).one_or_none()
    if ended is not None and ended.rejudging_id is None:
        _apply(session, ended.submission_id, attempt_id, ended.number, grade, now)


def _apply(session: Session, submission_id: str, attempt_id: str, number: int, grade: Grade, now: datetime) -> None:
    """Make an attempt the one that counts, unless a newer one does already."""
    counting = {
        "submission": submission_id,
        "new_attempt": attempt_id,
        "new_number": number,
        "verdict": grade.verdict,
        "score": grade.score,
        "now": now,
    }
    applied = session.execute(_APPLYING, counting).one_or_none()
    if applied is None:
        # A newer attempt counts already: the submission is finished, and stays as it is.
        session.execute(_SETTLING, {"submission": submission_id})
        return
    events.add(session, submission_id, EventKind.FINISHED, attempt_id)
    if applied.callback_url is not None:
        deliveries.create(session, applied.tenant_id, submission_id, attempt_id, applied.callback_url)


# The statements on the way of every submission, built once: building one costs as much as running it.
_STARTING = (
    update(_submissions)
    .where(_submissions.c.id == bindparam("submission"))
    .values(status=written(SubmissionStatus.RUNNING))
)
_HELD = and_(
    _attempts.c.id == bindparam("attempt"),
    _attempts.c.status == RUNNING,
    _attempts.c.lease_number == bindparam("held_number"),
    # Where the database lost its last moments, two leases may carry one number: the owner tells them apart.
    _attempts.c.lease_owner == bindparam("held_by"),
)
_EXPOSING = update(_attempts).where(_HELD).values(exposed=True).returning(_attempts.c.id)
_FINISHING = (
    update(_attempts)
    .where(_HELD)
    .values(
        {column: bindparam(column) for column in (*_ending(Grade("", None, None), _EPOCH), "queue_ms", "applied_at")}
    )
    .returning(_attempts.c.id)
)
# Nothing rests on it before its set is applied: what a crash of the database undoes is found as an orphan, and graded again.
_FINISHING_UNHURRIED = _FINISHING.returning(UnhurriedCommit().label("unhurried"))
_APPLYING = (
    update(_submissions)
    .where(
        _submissions.c.id == bindparam("submission"),
        or_(_submissions.c.attempt_number.is_(None), _submissions.c.attempt_number < bindparam("new_number")),
    )
    .values(
        status=SubmissionStatus.FINISHED,
        attempt_id=bindparam("new_attempt"),
        attempt_number=bindparam("new_number"),
        verdict=bindparam("verdict"),
        score=bindparam("score"),
        finished_at=func.coalesce(_submissions.c.finished_at, bindparam("now", type_=UtcDateTime())),
    )
    .returning(_submissions.c.tenant_id, _submissions.c.callback_url)
)
_SETTLING = (
    update(_submissions).where(_submissions.c.id == bindparam("submission")).values(status=SubmissionStatus.FINISHED)
)
