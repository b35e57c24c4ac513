"""The publishing gate's queue: versions that wait to be proven, taken by one worker at a time.

A claim counts for as long as its worker lives. A version whose gate ended so many workers is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, undefer

from grader.cleaning import clean_json
from grader.columns import seconds_ago
from grader.models import Exercise, ExerciseVersion, Worker
from grader.statuses import GateStatus
from grader.store import audit, exercises

#: Workers that may end, or fail, over one version's gate before it is refused.
MAX_TRIES = 3
_ACTOR = "publishing gate"


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to say what the gate found of one version."""

    version_id: str
    slug: str
    worker_id: str
    number: int


def claim(session: Session, worker_id: str, *, heartbeat_s: float) -> Claim | None:
    """Take the version that has waited longest, or whose worker is gone; None if there is none.

    Args:
        heartbeat_s: silence after which a worker is taken for dead.
    """
    alive = exists().where(
        Worker.id == ExerciseVersion.gate_worker,
        Worker.stopped_at.is_(None),
        Worker.heartbeat_at >= seconds_ago(heartbeat_s),
    )
    left = and_(ExerciseVersion.gate == GateStatus.RUNNING, ~alive)
    row = session.scalar(
        select(ExerciseVersion)
        .where(or_(ExerciseVersion.gate == GateStatus.WAITING, left))
        .order_by(ExerciseVersion.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=ExerciseVersion)
    )
    if row is None:
        return None
    if row.gate_tries >= MAX_TRIES:
        _refuse_unproven(session, row)
        return None
    row.gate, row.gate_worker = GateStatus.RUNNING, worker_id
    row.gate_tries += 1
    session.flush()
    return Claim(row.id, row.slug, worker_id, row.gate_tries)


def settle(session: Session, held: Claim, *, passed: bool, report: Mapping[str, Any]) -> bool:
    """Keep what the gate found, and activate a version that was published to be. False if the claim was lost."""
    row = _held(session, held)
    if row is None:
        return False
    row.gate = GateStatus.PASSED if passed else GateStatus.REFUSED
    row.report = clean_json(dict(report))
    session.flush()
    tenant_id = session.get_one(Exercise, row.exercise_id).tenant_id
    audit.record(session, tenant_id, _ACTOR, f"exercise.{row.gate.value}", row.id, details={"version": row.version})
    if passed:
        exercises.activate_passed(session, row, actor=_ACTOR)
    return True


def give_back(session: Session, held: Claim) -> bool:
    """Let another worker try; False if the claim was lost."""
    row = _held(session, held)
    if row is None:
        return False
    row.gate, row.gate_worker = GateStatus.WAITING, None
    session.flush()
    return True


def load_report(session: Session, version_id: str) -> dict[str, Any] | None:
    """What the gate found of a version; None before it is done, and where it was waived."""
    query = select(ExerciseVersion).where(ExerciseVersion.id == version_id).options(undefer(ExerciseVersion.report))
    return session.scalars(query).one().report


def _held(session: Session, held: Claim) -> ExerciseVersion | None:
    return session.scalar(
        select(ExerciseVersion)
        .where(
            ExerciseVersion.id == held.version_id,
            ExerciseVersion.gate == GateStatus.RUNNING,
            ExerciseVersion.gate_worker == held.worker_id,
            ExerciseVersion.gate_tries == held.number,
        )
        .with_for_update()
    )


def _refuse_unproven(session: Session, row: ExerciseVersion) -> None:
    row.gate = GateStatus.REFUSED
    row.report = {"passed": False, "broken": f"{MAX_TRIES} workers came to no end with it", "gates": []}
    session.flush()
