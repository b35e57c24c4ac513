"""What happened to a submission, in order, for those who follow it live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from grader.models import Attempt, Event, table_of
from grader.statuses import EventKind
from grader.store.paging import PAGE_LIMIT

_ADDING = insert(table_of(Event)).inline()


def add(session: Session, submission_id: str, kind: EventKind, attempt_id: str | None) -> None:
    """Add one event. The caller has changed the submission's row in this transaction, so that ids keep its order."""
    add_many(session, [(submission_id, attempt_id)], kind)


def add_many(session: Session, subjects: Iterable[tuple[str, str | None]], kind: EventKind) -> None:
    """Add one event of the same kind for each (submission id, attempt id)."""
    now = datetime.now(UTC)
    rows = [
        {"submission_id": submission_id, "kind": kind, "attempt_id": attempt_id, "at": now}
        for submission_id, attempt_id in subjects
    ]
    if rows:
        session.execute(_ADDING, rows)


def forget_older_than(session: Session, age: timedelta) -> None:
    """Delete events older than `age`.

    Ids grow with time, so the border is found by halving: an index on the time would be paid for by every event.
    """
    cutoff = datetime.now(UTC) - age
    low = session.scalar(select(func.min(Event.id)))
    high = session.scalar(select(func.max(Event.id)))
    if low is None or high is None:
        return
    high += 1
    while low < high:
        middle = (low + high) // 2
        at = session.scalar(select(Event.at).where(Event.id >= middle).order_by(Event.id).limit(1))
        if at is not None and at < cutoff:
            low = middle + 1
        else:
            high = middle
    session.execute(delete(Event).where(Event.id < low))


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with the verdict of the attempt it speaks of, None before there is one."""

    id: int
    kind: EventKind
    attempt_id: str | None
    at: datetime
    verdict: str | None
    score: float | None


def follow(session: Session, submission_id: str, after: int = 0) -> list[EventLine]:
    """The events of one submission with an id above `after`, oldest first, at most a page of them, with verdicts."""
    query = (
        select(Event.id, Event.kind, Event.attempt_id, Event.at, Attempt.verdict, Attempt.score)
        .outerjoin(Attempt, Attempt.id == Event.attempt_id)
        .where(Event.submission_id == submission_id, Event.id > after)
        .order_by(Event.id)
        .limit(PAGE_LIMIT)
    )
    return [EventLine(*row) for row in session.execute(query)]
