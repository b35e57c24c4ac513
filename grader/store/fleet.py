"""The worker processes of the deployment: their heartbeats, and the duties that one process at a time may hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from grader.columns import database_now, seconds_ago
from grader.identifiers import new_id
from grader.models import DeploymentFact, Duty, Worker
from grader.store.errors import ConflictError

#: Rows of workers that are gone are kept for this long; their counts are then folded into one row.
KEEP_GONE_S = 3600.0
#: A worker that was heard of within so many seconds has slots to count on, seconds.
FRESH_S = 15.0
_RETIRED = "retired_metrics"
_CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class WorkerIdentity:
    """A process that grades.

    Attributes:
        place: names the machine and its process numbers; two processes of one place can see each other.
        process: number and start time of the process at that place, unique there.
        slots: attempts it grades at the same time.
        environment: what the sandbox says of itself: torch, python, device, layers.
    """

    place: str
    process: str
    device: str
    slots: int
    environment: Mapping[str, Any]


def register(session: Session, identity: WorkerIdentity) -> str:
    """A row for a worker that starts now; returns its id."""
    row_id = new_id("wrk")
    now = datetime.now(UTC)
    session.add(
        Worker(
            id=row_id,
            place=identity.place,
            process=identity.process,
            device=identity.device,
            slots=identity.slots,
            draining=False,
            started_at=now,
            heartbeat_at=now,
            environment=dict(identity.environment),
            metrics={},
        )
    )
    session.flush()
    beat(session, row_id, metrics={})
    return row_id


def beat(session: Session, worker_id: str, *, metrics: Mapping[str, Any]) -> bool | None:
    """Say that a worker lives, and what it counted since its start.

    Returns:
        Whether it was asked to drain; None if its row is gone, because it was silent for so long.
    """
    draining: bool | None = session.execute(
        update(Worker)
        .where(Worker.id == worker_id)
        .values(heartbeat_at=database_now(), metrics=dict(metrics))
        .returning(Worker.draining)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    return draining


def stop(session: Session, worker_id: str, *, closed: str = "") -> None:
    """Say that a worker is gone: its leases are dead from now on.

    Args:
        closed: why its sandbox took no more work, if that is why it is gone.
    """
    if closed and (row := session.get(Worker, worker_id)) is not None:
        row.environment = {**row.environment, _CLOSED: closed}
        session.flush()
    session.execute(
        update(Worker)
        .where(Worker.id == worker_id, Worker.stopped_at.is_(None))
        .values(stopped_at=database_now())
        .execution_options(synchronize_session=False)
    )


def drain(session: Session, worker_id: str) -> bool:
    """Ask a worker to take no more work, finish what it holds and end. False if there is no such live worker."""
    asked = session.execute(
        update(Worker)
        .where(Worker.id == worker_id, Worker.stopped_at.is_(None))
        .values(draining=True)
        .returning(Worker.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return asked is not None


def at_place(session: Session, place: str) -> list[tuple[str, str]]:
    """(worker id, process) of the workers at a place that have not said that they stopped."""
    query = select(Worker.id, Worker.process).where(Worker.place == place, Worker.stopped_at.is_(None))
    return [(row.id, row.process) for row in session.execute(query)]


def list_live(session: Session, *, heartbeat_s: float, device: str | None = None) -> list[Worker]:
    """The workers with a fresh heartbeat, oldest first."""
    query = select(Worker).where(Worker.stopped_at.is_(None), Worker.heartbeat_at >= seconds_ago(heartbeat_s))
    if device is not None:
        query = query.where(Worker.device == device)
    return list(session.scalars(query.order_by(Worker.id)))


def closed_devices(session: Session, *, heartbeat_s: float) -> dict[str, str]:
    """Devices that nobody serves because their last worker's sandbox took no more work, and why it did not."""
    served = {worker.device for worker in list_live(session, heartbeat_s=heartbeat_s)}
    rows = session.execute(select(Worker.device, Worker.environment).order_by(Worker.started_at, Worker.id))
    last = {row.device: str(row.environment.get(_CLOSED, "")) for row in rows}
    return {device: reason for device, reason in last.items() if reason and device not in served}


def background_slots(session: Session, device: str, *, heartbeat_s: float) -> int:
    """How many background attempts may be under way for a device: each worker keeps one slot free of them.

    A worker with a single slot shares it: other work then waits for at most one running attempt.
    """
    query = select(Worker.slots).where(
        Worker.device == device,
        Worker.draining.is_(False),
        Worker.stopped_at.is_(None),
        Worker.heartbeat_at >= seconds_ago(heartbeat_s),
    )
    return sum(max(1, slots - 1) for slots in session.scalars(query))


def all_metrics(session: Session) -> list[dict[str, Any]]:
    """What each worker counted, those that are gone included."""
    return [*session.scalars(select(Worker.metrics)), _retired(session)]


def retire(session: Session, add_up: Callable[[list[dict[str, Any]]], dict[str, Any]]) -> int:
    """Delete the rows of workers that stopped or fell silent long ago; returns how many.

    Args:
        add_up: sums what they counted, so that the deployment's counters never fall.
    """
    silent = Worker.heartbeat_at < seconds_ago(KEEP_GONE_S)
    rows = list(session.scalars(select(Worker).where(or_(silent, Worker.stopped_at < seconds_ago(KEEP_GONE_S)))))
    if not rows:
        return 0
    total = json.dumps(add_up([_retired(session), *(row.metrics for row in rows)]))
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(DeploymentFact).values(name=_RETIRED, value=total)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": total}))
    session.execute(delete(Worker).where(Worker.id.in_([row.id for row in rows])))
    return len(rows)


def _retired(session: Session) -> dict[str, Any]:
    text = session.scalar(select(DeploymentFact.value).where(DeploymentFact.name == _RETIRED))
    return {} if text is None else dict(json.loads(text))


def hold_duty(session: Session, name: str, holder: str, *, for_s: float) -> bool:
    """Take or keep a duty; False while another process holds it. A holder that dies loses it after `for_s` seconds."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Duty).values(name=name, holder=holder, until=seconds_ago(-for_s))
    statement = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": holder, "until": seconds_ago(-for_s)},
        where=or_(Duty.holder == holder, Duty.until < database_now()),
    )
    held = session.execute(statement.returning(Duty.holder)).one_or_none()
    return held is not None


def release_duty(session: Session, name: str, holder: str) -> None:
    """Let go of a duty, so that another process need not wait for it to run out."""
    session.execute(delete(Duty).where(Duty.name == name, Duty.holder == holder))


def agree_on(session: Session, name: str, value: str) -> None:
    """Have every process of the deployment share one value; the first to come sets it.

    Raises:
        ConflictError: the deployment goes by another value.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(DeploymentFact).values(name=name, value=value).on_conflict_do_nothing())
    known = session.scalar(select(DeploymentFact.value).where(DeploymentFact.name == name))
    if known != value:
        raise ConflictError(f"this process and the rest of the deployment differ in {name}")


def clock(session: Session) -> datetime:
    """The database's clock; a cheap proof that it answers."""
    return session.execute(select(func.max(database_now()))).scalar_one()


def has_known(session: Session, device: str) -> bool:
    """Whether a worker for this device lives, or lived not long ago."""
    return session.scalar(select(Worker.id).where(Worker.device == device).limit(1)) is not None
