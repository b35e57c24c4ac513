"""The lease under which an attempt is graded: what it holds, when it is dead, and the statement that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, exists, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from grader.columns import database_now, seconds_ago, written
from grader.models import Attempt, Submission, Worker, table_of
from grader.statuses import AttemptStatus
from grader.store import kept_runs

attempts_table = table_of(Attempt)
_submissions = table_of(Submission)
QUEUED, RUNNING = written(AttemptStatus.QUEUED), written(AttemptStatus.RUNNING)


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
        key_id: the key that sent the submission, None if it has none or this is a regrade.
        source: the program as it was sent.
        kept_runs: runs of it that may be judged again in place of new ones, of the attempt `kept_of`; None if there are none.
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
    created_at: datetime
    leased_at: datetime
    source: bytes
    key_id: str | None = None
    kept_runs: bytes | None = None
    kept_of: str | None = None


def taking(terms: LeaseTerms, *where: ColumnElement[bool], **values: Any) -> ReturningUpdate[Any]:
    """The statement that leases the attempt `where` speaks of to the worker `worker`, and returns what `lease_of` reads.

    Args:
        terms: an attempt that has used up its deaths is left as it is.
        values: what else becomes of the row.
    """
    died = case((and_(attempts_table.c.status == RUNNING, attempts_table.c.exposed), 1), else_=0)
    return (
        update(attempts_table)
        .where(*where, attempts_table.c.deaths + died < terms.max_deaths)
        .values(
            status=RUNNING,
            lease_number=attempts_table.c.lease_number + 1,
            lease_owner=bindparam("worker"),
            leased_at=database_now(),
            deaths=attempts_table.c.deaths + died,
            exposed=attempts_table.c.deaths + died == 0,
            **values,
        )
        .returning(
            *(attempts_table.c[name] for name in _OF_ATTEMPT),
            *map(_of_submission, _OF_SUBMISSION),
            *map(kept_runs.of_attempt, _OF_KEPT),
        )
    )


_OF_ATTEMPT = (
    "id",
    "submission_id",
    "lease_number",
    "deaths",
    "faults",
    "number",
    "exercise_version_id",
    "device",
    "priority",
    "rejudging_id",
    "created_at",
    "leased_at",
)
_OF_SUBMISSION = ("slug", "source", "key_id")
_OF_KEPT = ("runs", "attempt_id")


def _of_submission(name: str) -> ColumnElement[Any]:
    """A column of the attempt's submission: read on the way, it costs no round trip of its own."""
    one = select(_submissions.c[name]).where(_submissions.c.id == attempts_table.c.submission_id)
    return one.correlate(attempts_table).scalar_subquery().label(name)


def lease_of(taken: Row[Any], worker_id: str) -> Lease:
    """The lease that a statement of `taking` gave."""
    return Lease(
        attempt_id=taken.id,
        submission_id=taken.submission_id,
        number=taken.lease_number,
        owner=worker_id,
        deaths=taken.deaths,
        faults=taken.faults,
        attempt_number=taken.number,
        exercise_version_id=taken.exercise_version_id,
        slug=taken.slug,
        device=taken.device,
        priority=taken.priority,
        rejudging_id=taken.rejudging_id,
        created_at=taken.created_at,
        leased_at=taken.leased_at,
        source=bytes(taken.source),
        key_id=taken.key_id if taken.rejudging_id is None else None,
        kept_runs=None if taken.kept_runs is None else bytes(taken.kept_runs),
        kept_of=taken.kept_attempt_id,
    )


def lease_is_dead(terms: LeaseTerms) -> ColumnElement[bool]:
    """SQL condition on a running attempt: nobody who could still finish it holds its lease."""
    alive = exists().where(
        Worker.id == attempts_table.c.lease_owner,
        Worker.stopped_at.is_(None),
        Worker.heartbeat_at >= seconds_ago(terms.heartbeat_s),
    )
    return or_(~alive, attempts_table.c.leased_at < seconds_ago(terms.longest_s))
