"""Background work that follows background work in the same slot, without a message.

The transaction that ends one attempt leases the next: nothing is sent, received and acknowledged for it, and it costs one
transaction in place of two. Whatever is more urgent, was sent and waits for a slot goes first, so live work never waits
for more than the attempt that is running: where there is such work nobody follows here; the next one is sent and queues behind it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from grader.columns import UtcDateTime
from grader.store import attempts, background
from grader.store.leases import QUEUED, Lease, LeaseTerms, attempts_table, lease_of, taking


def take_next(session: Session, device: str, worker_id: str, terms: LeaseTerms) -> Lease | None:
    """Lease the next background attempt of a device; None if none waits, or if what is more urgent has to go first."""
    values = {"for_device": device, "worker": worker_id, "now": datetime.now(UTC)}
    taken = session.execute(_taking_next(terms), values).one_or_none()
    if taken is None:
        return None
    lease = lease_of(taken, worker_id)
    if lease.rejudging_id is None:
        attempts.begin(session, lease)
    return lease


@lru_cache
def _taking_next(terms: LeaseTerms) -> ReturningUpdate[Any]:
    # It counts as sent: from here on it is one of those under way.
    return taking(
        terms,
        attempts_table.c.id == background.next_waiting().scalar_subquery(),
        ~_more_urgent_waits(),
        sent_at=bindparam("now", type_=UtcDateTime()),
    )


def _more_urgent_waits() -> ColumnElement[bool]:
    """Whether a message of this device was sent for something more urgent, and nobody has taken it yet.

    Foreground work is always sent. What is as urgent does not count: it has a slot of its own to go to, and short attempts would
    otherwise end while each other's messages are on their way, and never be handed on.
    """
    sent = attempts_table.alias("sent")
    waits = select(sent.c.id).where(sent.c.status == QUEUED, sent.c.device == bindparam("for_device"))
    foreground = waits.where(sent.c.priority == background.FOREGROUND)
    behind_it = waits.where(
        sent.c.priority > background.FOREGROUND,
        sent.c.priority < attempts_table.c.priority,
        sent.c.sent_at.is_not(None),
    ).correlate(attempts_table)
    return or_(foreground.exists(), behind_it.exists())
