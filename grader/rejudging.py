"""Starting a rejudging: choose the version, open the set, begin to select and to run.

What is begun here is carried on by the reconciler, so a crash at any point costs a few seconds and no work.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.exercise import listed_devices, not_for
from grader.models import Rejudging
from grader.store import ConflictError, Database, background, exercises, queue, rejudgings
from grader.store.rejudgings import Selection

#: Steps of selecting done at once, for the answer to show a size; the reconciler does the rest.
_STEPS_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Order:
    """What to rejudge, and how.

    Attributes:
        version: grade with this version, by row id or `sha256:...`; the active one if None.
        device: grade on this device; where each was graded before if None.
        reason: for the people who will ask, in the audit log.
        run_again: run every program, also where it would show what is kept of its runs.
    """

    selection: Selection
    reason: str
    version: str | None = None
    device: str | None = None
    run_again: bool = False


def start(database: Database, tenant_id: str, order: Order, *, actor: str, heartbeat_s: float) -> Rejudging:
    """Open a set, select its first submissions, let the first attempts start.

    Args:
        heartbeat_s: silence after which a worker is taken for dead.

    Raises:
        NotFoundError: the tenant sees no such exercise or version.
        ConflictError: the selection is empty, or the version has not passed the publishing gate, or it is not for
            the device.
    """
    with database.transaction() as session:
        version = exercises.get_version(session, tenant_id, order.selection.exercise, order.version)
        exercises.require_passed(version)
        if order.device is not None:
            listed = listed_devices(exercises.load_definition(session, version.id))
            if order.device not in listed:
                raise ConflictError(not_for(version.slug, order.device, listed))
        if not rejudgings.count_selected(session, tenant_id, order.selection):
            raise ConflictError("no finished submission fits this selection: there is nothing to rejudge")
        opened = rejudgings.start(
            session,
            tenant_id,
            order.selection,
            version,
            reason=order.reason,
            device=order.device,
            run_again=order.run_again,
            actor=actor,
        )
    for _ in range(_STEPS_AT_ONCE):
        with database.transaction() as session:
            if not rejudgings.select_step(session, opened.id):
                break
    fill_windows(database, heartbeat_s=heartbeat_s)
    with database.reading() as session:
        return rejudgings.get(session, tenant_id, opened.id)


def fill_windows(database: Database, *, heartbeat_s: float) -> int:
    """Let as much background work start as there are slots for it; returns how much did."""
    with database.reading() as session:
        devices = queue.open_devices(session)
    started = 0
    for device in devices:
        with database.transaction() as session:
            started += background.fill(session, device, heartbeat_s=heartbeat_s)
    return started
