"""What is waiting, for those who repair and for those who watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.orm import Session

from grader.columns import UtcDateTime, seconds_ago
from grader.models import Attempt, AttemptStatus, Rejudging, RejudgingStatus, table_of
from grader.store.attempts import LeaseTerms, lease_is_dead
from grader.store.database import Outgoing, note_outgoing
from grader.store.submissions import REGRADE_PRIORITY

_SENDABLE = (RejudgingStatus.SELECTING, RejudgingStatus.RUNNING)


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


def regrades_under_way(session: Session, device: str) -> int:
    """Attempts of rejudgings whose message was sent and that are not finished."""
    query = select(func.count()).where(
        Attempt.priority == REGRADE_PRIORITY,
        Attempt.device == device,
        Attempt.status.in_((AttemptStatus.QUEUED, AttemptStatus.RUNNING)),
        Attempt.sent_at.is_not(None),
    )
    return session.scalar(query) or 0


def send_regrades(session: Session, device: str, *, window: int) -> int:
    """Send messages for attempts of running rejudgings until `window` of them are under way; returns how many.

    Only so many are in the broker at a time, so that they cannot fill every slot: live work always finds one.
    """
    room = window - regrades_under_way(session, device)
    return sum(send_next_regrade(session, device) for _ in range(room))


def send_next_regrade(session: Session, device: str) -> bool:
    """Send the message of the next waiting regrade, in place of one that just ended; False if none waits. One trip."""
    sent = session.execute(_SENDING_NEXT, {"for_device": device, "now": datetime.now(UTC)}).one_or_none()
    if sent is None:
        return False
    note_outgoing(session, Outgoing(sent.id, device, sent.priority))
    return True


# Run after every regrade, so built once.
_attempts = table_of(Attempt)
_waiting = _attempts.alias("waiting")
_SENDING_NEXT = (
    update(_attempts)
    .where(
        _attempts.c.id
        == select(_waiting.c.id)
        .join(table_of(Rejudging), table_of(Rejudging).c.id == _waiting.c.rejudging_id)
        .where(
            _waiting.c.status == AttemptStatus.QUEUED,
            _waiting.c.priority == REGRADE_PRIORITY,
            _waiting.c.device == bindparam("for_device"),
            _waiting.c.sent_at.is_(None),
            table_of(Rejudging).c.status.in_(_SENDABLE),
        )
        .order_by(_waiting.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=_waiting)
        .scalar_subquery()
    )
    .values(sent_at=bindparam("now", type_=UtcDateTime()))
    .returning(_attempts.c.id, _attempts.c.priority)
)


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
