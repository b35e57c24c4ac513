"""What is waiting, for those who repair and for those who watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from grader.columns import seconds_ago
from grader.models import Attempt
from grader.statuses import AttemptStatus
from grader.store.database import Outgoing, note_outgoing
from grader.store.leases import LeaseTerms, lease_is_dead


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """Attempts of one device and priority that are not finished."""

    device: str
    priority: int
    queued: int
    running: int
    oldest_queued_at: datetime | None


def depths(session: Session) -> list[QueueDepth]:
    """The open attempts by device and priority."""
    queued = Attempt.status == AttemptStatus.QUEUED
    query = (
        select(
            Attempt.device,
            Attempt.priority,
            func.sum(case((queued, 1), else_=0)).label("queued"),
            func.sum(case((queued, 0), else_=1)).label("running"),
            func.min(case((queued, Attempt.created_at))).label("oldest"),
        )
        .where(Attempt.status.in_((AttemptStatus.QUEUED, AttemptStatus.RUNNING)))
        .group_by(Attempt.device, Attempt.priority)
        .order_by(Attempt.device, Attempt.priority)
    )
    return [
        QueueDepth(row.device, row.priority, int(row.queued), int(row.running), row.oldest)
        for row in session.execute(query)
    ]


def count_live_queued(session: Session, *, stop_at: int) -> int:
    """How many live attempts wait, counted no further than `stop_at`: to refuse work when the queue is full."""
    waiting = select(Attempt.id).where(Attempt.status == AttemptStatus.QUEUED, Attempt.rejudging_id.is_(None))
    return session.scalar(select(func.count()).select_from(waiting.limit(stop_at).subquery())) or 0


def count_sent(session: Session, device: str, *, grace_s: float) -> int:
    """Queued attempts of a device whose message was sent more than `grace_s` seconds ago."""
    query = select(func.count()).where(
        Attempt.status == AttemptStatus.QUEUED, Attempt.device == device, Attempt.sent_at < _ago(grace_s)
    )
    return session.scalar(query) or 0


def resend_waiting(session: Session, device: str, *, grace_s: float, limit: int) -> int:
    """Send the messages again of attempts that were sent more than `grace_s` seconds ago and still wait."""
    waiting = (
        select(Attempt.id)
        .where(Attempt.status == AttemptStatus.QUEUED, Attempt.device == device, Attempt.sent_at < _ago(grace_s))
        .order_by(Attempt.priority, Attempt.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return _send(session, list(session.scalars(waiting)))


def resend_dead(session: Session, terms: LeaseTerms, *, grace_s: float, limit: int) -> int:
    """Send the messages again of running attempts whose lease is dead; who takes them over counts the death."""
    dead = (
        select(Attempt.id)
        .where(Attempt.status == AttemptStatus.RUNNING, Attempt.sent_at < _ago(grace_s), lease_is_dead(terms))
        .order_by(Attempt.priority, Attempt.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Attempt)
    )
    return _send(session, list(session.scalars(dead)))


def open_devices(session: Session) -> list[str]:
    """The devices that have unfinished attempts."""
    open_status = Attempt.status.in_((AttemptStatus.QUEUED, AttemptStatus.RUNNING))
    return list(session.scalars(select(Attempt.device).where(open_status).distinct()))


def _send(session: Session, attempt_ids: list[str]) -> int:
    if not attempt_ids:
        return 0
    sent = session.execute(
        update(Attempt)
        .where(Attempt.id.in_(attempt_ids))
        .values(sent_at=datetime.now(UTC))
        .returning(Attempt.id, Attempt.device, Attempt.priority)
        .execution_options(synchronize_session=False)
    ).all()
    for row in sorted(sent, key=lambda row: (row.priority, row.id)):
        note_outgoing(session, Outgoing(row.id, row.device, row.priority))
    return len(sent)


def _ago(seconds: float) -> object:
    return seconds_ago(seconds)
