"""What happened to a submission, in order, for those who follow it live."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from grader.models import Event, EventKind
from grader.store.paging import PAGE_LIMIT


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
        session.execute(insert(Event), rows)


def list_after(session: Session, submission_id: str, after: int = 0) -> list[Event]:
    """The events of one submission with an id above `after`, oldest first, at most a page of them."""
    query = select(Event).where(Event.submission_id == submission_id, Event.id > after)
    return list(session.scalars(query.order_by(Event.id).limit(PAGE_LIMIT)))


def latest_id(session: Session) -> int:
    """The greatest event id so far; 0 if there is none."""
    return session.scalar(select(func.max(Event.id))) or 0


def list_all_after(session: Session, after: int, limit: int = 1000) -> list[tuple[int, str]]:
    """(event id, submission id) of every event above `after`, oldest first."""
    query = select(Event.id, Event.submission_id).where(Event.id > after).order_by(Event.id).limit(limit)
    return [(row.id, row.submission_id) for row in session.execute(query)]
