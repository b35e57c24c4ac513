"""Repairing what a crash left behind: messages the broker lost, leases whose worker died, rejudgings half begun.

Every process of the service runs a reconciler; a duty in the database lets one of them work at a time. Whatever it does
may be done twice: a message too many changes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

from grader import telemetry
from grader.config import Settings
from grader.dispatch import Dispatcher
from grader.store import (
    Database,
    StoreUnavailableError,
    background,
    events,
    fleet,
    idempotency,
    interventions,
    queue,
    rejudgings,
)
from grader.store.leases import LeaseTerms

log = logging.getLogger(__name__)

_DUTY = "reconcile"
_DUTY_ROUNDS = 3
#: The most messages sent again in one round and transaction.
_ROUND_LIMIT = 1000
_TIDY_S = 300.0


@dataclass(frozen=True, slots=True)
class Repairs:
    """What one round did: messages sent again, dead leases offered anew, background work let start."""

    resent: int
    revived: int
    started: int


def lease_terms(settings: Settings) -> LeaseTerms:
    """The terms of leases that the settings ask for."""
    return LeaseTerms(
        heartbeat_s=settings.heartbeat_timeout_s,
        longest_s=settings.lease_longest_s,
        max_deaths=settings.max_deaths,
        max_faults=settings.max_faults,
    )


class Reconciler:
    """Looks for what must be repaired, in rounds.

    Args:
        holder: names this process among those that could hold the duty.
    """

    def __init__(self, database: Database, dispatcher: Dispatcher, settings: Settings, *, holder: str) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._settings = settings
        self._terms = lease_terms(settings)
        self._holder = holder
        self._tidied_at = float("-inf")
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="reconciler", daemon=True)

    def start(self) -> None:
        """Work in a thread from now on."""
        self._thread.start()

    def stop(self) -> None:
        """End after the current round and let another process take over."""
        self._stopping.set()
        self._thread.join()
        try:
            with self._database.transaction() as session:
                fleet.release_duty(session, _DUTY, self._holder)
        except StoreUnavailableError:
            log.info("the duty to reconcile runs out by itself")

    def run_once(self) -> Repairs | None:
        """One round; None if another process holds the duty.

        Raises:
            StoreUnavailableError: the database cannot be reached.
        """
        with self._database.transaction() as session:
            if not fleet.hold_duty(
                session, _DUTY, self._holder, for_s=_DUTY_ROUNDS * max(1.0, self._settings.reconcile_s)
            ):
                return None
        self._advance_rejudgings()
        with self._database.reading() as session:
            devices = queue.open_devices(session)
        resent = sum(self._resend_lost(device) for device in devices)
        with self._database.transaction() as session:
            revived = queue.resend_dead(session, self._terms, grace_s=self._settings.resend_after_s, limit=_ROUND_LIMIT)
        started = sum(self._fill_window(device) for device in devices)
        if time.monotonic() - self._tidied_at >= _TIDY_S:
            self._tidied_at = time.monotonic()
            self._tidy()
        return Repairs(resent, revived, started)

    def _resend_lost(self, device: str) -> int:
        """Send as many messages again as the broker has too few.

        Which ones it lost cannot be known. Where the wrong ones are chosen, their second messages change nothing, and
        the lost ones show once the queue is shorter.
        """
        depth = self._dispatcher.depth(device)
        if depth is None:
            return 0
        with self._database.transaction() as session:
            missing = queue.count_sent(session, device, grace_s=self._settings.resend_after_s) - depth
            if missing <= 0:
                return 0
            return queue.resend_waiting(
                session, device, grace_s=self._settings.resend_after_s, limit=min(missing, _ROUND_LIMIT)
            )

    def _advance_rejudgings(self) -> None:
        with self._database.reading() as session:
            open_sets = [row.id for row in rejudgings.list_open(session)]
        for rejudging_id in open_sets:
            advance(self._database, rejudging_id)
            with self._database.transaction() as session:
                rejudgings.mark_ready(session, rejudging_id)

    def _fill_window(self, device: str) -> int:
        with self._database.transaction() as session:
            return background.fill(session, device, heartbeat_s=self._terms.heartbeat_s)

    def _tidy(self) -> None:
        """What need not happen often: forget what nobody will ask for any more."""
        settings = self._settings
        with self._database.transaction() as session:
            fleet.retire(session, telemetry.merge)
            idempotency.forget_older_than(session, timedelta(hours=settings.idempotency_hours))
            events.forget_older_than(session, timedelta(days=settings.event_days))
        if settings.retention_days is None:
            return
        erased = 1
        while erased:
            with self._database.transaction() as session:
                erased = interventions.erase_older_than(session, timedelta(days=settings.retention_days))

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                repairs = self.run_once()
                if repairs is not None and (repairs.resent or repairs.revived):
                    log.info("sent %d messages again, revived %d attempts", repairs.resent, repairs.revived)
            except StoreUnavailableError as error:
                log.warning("reconciling waits: %s", error)
            except Exception:
                log.exception("reconciling broke")
            self._stopping.wait(self._settings.reconcile_s)


def advance(database: Database, rejudging_id: str) -> None:
    """Make the attempts of a set that is being selected, to the end."""
    more = True
    while more:
        with database.transaction() as session:
            more = rejudgings.select_step(session, rejudging_id)
