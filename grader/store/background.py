"""Work that must not stand in the way: regrades, and what a key or a learner sends beyond a few at a time.

Foreground work (priority 0) is sent to the broker at once. Of background work (above 0) only so many attempts are under
way at a time as there are slots less one for each worker; each that ends lets the next one start, in order of priority.
So one slot of every worker is always free of it: a flood, of programs that never end even, or a rejudging of thousands
delays nobody else by more than one running attempt.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Integer, Select, bindparam, func, literal_column, select, update
from sqlalchemy.orm import Session

from grader.columns import UtcDateTime
from grader.models import Submission, table_of
from grader.store import fleet
from grader.store.database import Outgoing, note_outgoing
from grader.store.leases import QUEUED, RUNNING, attempts_table

#: The priority of what is sent to the broker at once; part of a statement's text, as `grader.columns.written` says why.
FOREGROUND = literal_column("0", Integer)
#: Priority of a rejudging's attempts; 0 is served first, 9 last.
REGRADE_PRIORITY = 9

#: A submission's priority is the number of these that the unfinished ones of its key, or of its learner, have reached.
#: Someone who floods the queue waits behind those who do not, and never in front of them.
_KEY_STEPS = (4, 16, 64, 256)
_LEARNER_STEPS = (2, 8, 32, 128)
_COUNTED = _KEY_STEPS[-1]


def live_priority(of_key: int, of_learner: int = 0) -> int:
    """The priority of a live submission whose key and learner have so many unfinished ones before it."""
    return max(
        sum(of_key >= step for step in _KEY_STEPS),
        sum(of_learner >= step for step in _LEARNER_STEPS),
    )


def count_open(session: Session, key_id: str | None) -> dict[str | None, int]:
    """How many unfinished submissions the key has, by learner; counting stops where it no longer matters."""
    if key_id is None:
        return {}
    return {row.learner: row.open for row in session.execute(_COUNTING, {"key": key_id})}


def under_way(session: Session, device: str) -> int:
    """Background attempts of a device whose message was sent and that are not finished."""
    return session.scalar(_COUNTING_SENT, {"for_device": device}) or 0


def send(session: Session, device: str, *, window: int) -> int:
    """Send messages of waiting background attempts until `window` of them are under way; returns how many were sent."""
    room = window - under_way(session, device)
    sent = 0
    while sent < room and send_next(session, device):
        sent += 1
    return sent


def fill(session: Session, device: str, *, heartbeat_s: float = fleet.FRESH_S) -> int:
    """Send what the living workers of a device have slots for; returns how many messages were sent."""
    return send(session, device, window=fleet.background_slots(session, device, heartbeat_s=heartbeat_s))


def send_next(session: Session, device: str) -> bool:
    """Send the message of the next waiting one, in place of one that just ended; False if none waits. One trip."""
    sent = session.execute(_SENDING_NEXT, {"for_device": device, "now": datetime.now(UTC)}).one_or_none()
    if sent is None:
        return False
    note_outgoing(session, Outgoing(sent.id, device, sent.priority))
    return True


def next_waiting() -> Select[tuple[str]]:
    """The id of the background attempt of the device `for_device` whose turn it is; no two transactions find the same."""
    waiting = _attempts.alias("waiting")
    return (
        select(waiting.c.id)
        .where(
            waiting.c.status == QUEUED,
            waiting.c.priority > FOREGROUND,
            waiting.c.device == bindparam("for_device"),
            waiting.c.sent_at.is_(None),
        )
        .order_by(waiting.c.priority, waiting.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


# The statements on the way of every submission, built once.
_attempts = attempts_table
_submissions = table_of(Submission)
_open = (
    select(_submissions.c.learner)
    .where(_submissions.c.key_id == bindparam("key"), _submissions.c.status != "finished")
    .limit(_COUNTED)
    .subquery()
)
_COUNTING = select(_open.c.learner, func.count().label("open")).group_by(_open.c.learner)
_COUNTING_SENT = select(func.count()).where(
    _attempts.c.status.in_((QUEUED, RUNNING)),
    _attempts.c.priority > FOREGROUND,
    _attempts.c.sent_at.is_not(None),
    _attempts.c.device == bindparam("for_device"),
)
_SENDING_NEXT = (
    update(_attempts)
    .where(_attempts.c.id == next_waiting().scalar_subquery())
    .values(sent_at=bindparam("now", type_=UtcDateTime()))
    .returning(_attempts.c.id, _attempts.c.priority)
)
