"""The task behind a message: take the attempt's lease, grade, finish. Thin, and harmless to run twice.

`GradingDesk.handle` is what the Celery task calls; tests call it too. It never raises: whatever goes wrong is a fault of
ours, is logged, counted and bounded, and the attempt goes back to the queue.

A worker process that dies with several attempts under way cannot say which of them killed it. All of them are counted;
when one is taken again it is graded with nothing beside it, so that only the guilty one is counted twice.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from grader.errors import GraderError
from grader.exercise import Exercise
from grader.kept_runs import KeptRuns
from grader.store import (
    Database,
    Session,
    StoreUnavailableError,
    attempts,
    background,
    rejudgings,
    succession,
)
from grader.store.attempts import INTERNAL_ERROR, Grade
from grader.store.database import note_afterwards
from grader.store.leases import Lease, LeaseTerms
from grader.store.shelf import ExerciseShelf
from grader.telemetry import FAULTS, GRADING_SECONDS, MESSAGES, QUEUE_SECONDS, VERDICTS, Telemetry
from workers.room import Room
from workers.shares import BackgroundShare, KeyShares

log = logging.getLogger(__name__)

#: How long a verdict waits for the database to come back before it is dropped and the attempt graded again, seconds.
_PATIENCE_S = 60.0
_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 2.0
_FAULTS_WITHOUT_PAUSE = 3
_LONGEST_FAULT_PAUSE_S = 10.0
#: How long background work is handed on in one slot before a message is sent again, seconds: the broker wants to hear of the
#: first one's within an hour.
_LONGEST_TURN_S = 600.0

Result = TypeVar("Result")


class GradedLike(Protocol):
    """What a grading gives back."""

    @property
    def verdict(self) -> str:
        """The verdict's name."""

    @property
    def score(self) -> float | None:
        """0 to 1; None for `internal_error`."""

    def to_record(self) -> dict[str, Any]:
        """The language-neutral record, JSON."""


class GraderLike(Protocol):
    """What grades one program. `grader.grading.Grader` is one."""

    def grade(
        self,
        exercise: Exercise,
        source: bytes,
        submission_id: str,
        device: str = "cpu",
        *,
        background: bool = False,
        kept: KeptRuns | None = None,
    ) -> GradedLike:
        """Grade; trouble with the sandbox comes back as `internal_error`."""


class _Followed(NamedTuple):
    """Whether an attempt was finished under its lease, and the lease of what follows it in its slot."""

    finished: bool
    successor: Lease | None


class GradingDesk:
    """Grades attempts for one worker process.

    Args:
        database: the store.
        grader: grades one program.
        worker_id: the worker's row; leases are taken in its name.
        terms: when leases die and how often an attempt may be tried.
        telemetry: where to count.
        closed: why the grader will take no more work, ever; empty while it does.
        slots: attempts handled at the same time. One key has at most all but one of
            them, background work beside live work all but two: what is beyond that waits. None where that is
            not known: then nothing waits here.
        kept_run_bytes: what the runs of one submission show is kept up to that size, to be judged again; 0 keeps nothing.
    """

    def __init__(
        self,
        database: Database,
        grader: GraderLike,
        *,
        worker_id: str,
        terms: LeaseTerms,
        telemetry: Telemetry,
        closed: Callable[[], str] = str,
        slots: int | None = None,
        kept_run_bytes: int = 0,
    ) -> None:
        self._kept_run_bytes = kept_run_bytes
        self._closed = closed
        self._shares = KeyShares(slots)
        self._background_share = BackgroundShare(slots)
        self.worker_id = worker_id
        self._database = database
        self._grader = grader
        self._terms = terms
        self._telemetry = telemetry
        self._shelf = ExerciseShelf(database)
        self._room = Room()
        self._lock = threading.Lock()
        self._held: dict[str, Lease] = {}
        self._surplus = 0
        self._faults_in_a_row = 0
        self._ending = threading.Event()
        self._abandoning = threading.Event()
        self.last_work_at = time.monotonic()

    def handle(self, attempt_id: str) -> None:
        """Take, grade and finish one attempt, if it is there to be taken, and what is handed on after it. Never raises."""
        if self._closed():
            return  # the attempt stays in the store for another worker; this one is about to end
        turn_ends = time.monotonic() + _LONGEST_TURN_S
        lease = self._work_off(attempt_id, partial(self._take, attempt_id), turn_ends)
        while lease is not None:
            lease = self._work_off(lease.attempt_id, partial(self._admitted, lease), turn_ends)

    def _work_off(self, attempt_id: str, take: Callable[[], Lease | None], turn_ends: float) -> Lease | None:
        """Grade one attempt if it may be taken; returns the lease of the one that follows it here, if one does."""
        self.last_work_at = time.monotonic()
        try:
            lease = take()
            if lease is None:
                self._telemetry.count(MESSAGES, "not_takeable")
                return None
            try:
                # To the last: a suspect whose verdict is not stored yet would be blamed for the next one's crash.
                with self._room.enter(alone=lease.deaths > 0):
                    return self._grade_under(lease, turn_ends)
            finally:
                self._let_go(lease)
        except StoreUnavailableError as error:
            # The attempt is still in the store, and the reconciler finds it.
            log.warning("attempt %s waits for the database: %s", attempt_id, error)
        except Exception:
            log.exception("attempt %s broke the worker's own code", attempt_id)
        return None

    def hand_nothing_on(self) -> None:
        """From now on what follows an attempt is left to whoever takes its message."""
        self._ending.set()

    def held(self) -> list[Lease]:
        """The leases under which something is being graded now."""
        with self._lock:
            return list(self._held.values())

    def abandon(self) -> None:
        """Give back every attempt that is still under way; what its grading finds is dropped."""
        self._abandoning.set()
        for lease in self.held():
            self._give_back(lease, fault=None)

    def release_orphans(self) -> int:
        """Give back what the store holds leased to this worker though nobody here grades it; returns how many.

        Such leases are left where the database was cut off in the middle of a commit.
        """
        # Asked for before the store is: what was taken in between is too young to be an orphan.
        held = {lease.attempt_id for lease in self.held()}
        with self._database.transaction() as session:
            return attempts.release_orphans(session, self.worker_id, held)

    def drop_surplus(self, surplus: int) -> None:
        """Let that much background work end without a successor: fewer slots are left for it than there were."""
        with self._lock:
            self._surplus = max(0, surplus)

    def _take(self, attempt_id: str) -> Lease | None:
        lease = self._database.run(lambda session: attempts.take(session, attempt_id, self.worker_id, self._terms))
        return None if lease is None else self._admitted(lease)

    def _admitted(self, lease: Lease) -> Lease | None:
        """The lease, if there is room for one more of its kind here; None, and the attempt put off, if not."""
        self._hold(lease)
        key_has_room = self._shares.enter(lease.key_id, lease.attempt_id)
        if key_has_room and self._background_share.enter(lease.attempt_id, background=lease.priority > 0):
            return lease
        try:
            with self._database.transaction() as session:
                attempts.postpone(session, lease, behind_others=not key_has_room)
        finally:
            self._let_go(lease)
        return None

    def _hold(self, lease: Lease) -> None:
        with self._lock:
            self._held[lease.attempt_id] = lease

    def _leave_shares(self, lease: Lease) -> None:
        self._shares.leave(lease.key_id, lease.attempt_id)
        self._background_share.leave(lease.attempt_id)

    def _let_others_go_on(self, lease: Lease) -> None:
        """Send what was put off, if there is room for it again. The reconciler does what fails here."""
        if self._shares.may_go_on(lease.key_id) or self._background_share.may_go_on():
            with suppress(StoreUnavailableError), self._database.transaction() as session:
                background.fill(session, lease.device, heartbeat_s=self._terms.heartbeat_s)

    def _let_go(self, lease: Lease) -> None:
        with self._lock:
            # A lease that was lost may have been followed by another one for the same attempt, here too.
            if self._held.get(lease.attempt_id) is lease:
                del self._held[lease.attempt_id]
        self._leave_shares(lease)
        self._let_others_go_on(lease)

    def _grade_under(self, lease: Lease, turn_ends: float) -> Lease | None:
        """Grade one attempt and store what it came to; returns the lease of the one that follows it here, if one does."""
        try:
            if lease.deaths and not self._expose(lease):
                return None
            started = time.monotonic()
            exercise = self._shelf.get(lease.exercise_version_id, lease.slug)
            kept = KeptRuns(lease.kept_runs, limit_bytes=self._kept_run_bytes) if self._kept_run_bytes else None
            graded = self._grader.grade(
                exercise, lease.source, lease.submission_id, lease.device, background=lease.priority > 0, kept=kept
            )
            grade = _with_runs(_grade_of(graded, time.monotonic() - started), kept, lease)
        except StoreUnavailableError:
            self._give_back(lease, fault=None)
            return None
        except Exception as error:
            if self._abandoning.is_set():
                return None
            self._explain(lease, error)
            grade = Grade(INTERNAL_ERROR, None, None, note=f"grading broke with {type(error).__name__}")
        return self._settle(lease, grade, turn_ends)

    def _expose(self, lease: Lease) -> bool:
        """A suspect begins. While it waited for the room to be empty, a death of the worker was not its doing."""
        with self._database.transaction() as session:
            return attempts.expose(session, lease)

    def _explain(self, lease: Lease, error: Exception) -> None:
        # Our own errors explain themselves; for a bug, whoever mends it wants the way there.
        traceback = None if isinstance(error, GraderError) else error
        log.error("attempt %s: grading broke: %s", lease.attempt_id, error, exc_info=traceback)

    def _settle(self, lease: Lease, grade: Grade, turn_ends: float) -> Lease | None:
        if grade.verdict == INTERNAL_ERROR and self._closed():
            self._give_back(lease, fault=None)  # no fault of this attempt's, and none that counts against it
            return None
        if grade.verdict == INTERNAL_ERROR:
            self._telemetry.count(FAULTS, lease.slug)
            self._pause_after_fault()
            if lease.faults + 1 < self._terms.max_faults:
                self._give_back(lease, fault=grade.note or "the grading ended internal_error")
                return None
        else:
            self._faults_in_a_row = 0
        self._leave_shares(lease)  # what follows it may be here before this returns
        followed = self._persist(lease, lambda: self._finish(lease, grade, turn_ends))
        if followed is None or not followed.finished:
            self._telemetry.count(MESSAGES, "lease_lost")
        else:
            self._tell(lease, grade)
        if followed is None or followed.successor is None:
            return None
        self._hold(followed.successor)
        return followed.successor

    def _tell(self, lease: Lease, grade: Grade) -> None:
        """Log and count an attempt that has its verdict."""
        log.info(
            "attempt finished",
            extra={
                "attempt": lease.attempt_id,
                "submission": lease.submission_id,
                "exercise": lease.slug,
                "verdict": grade.verdict,
                "grading_ms": round(grade.total_ms or 0.0, 1),
            },
        )
        self._telemetry.count(MESSAGES, "graded" if grade.runs_of is None else "judged_again")
        self._telemetry.count(VERDICTS, grade.verdict)
        self._telemetry.observe(GRADING_SECONDS, (grade.total_ms or 0.0) / 1000)
        if lease.rejudging_id is None and lease.attempt_number == 1:
            self._telemetry.observe(QUEUE_SECONDS, (lease.leased_at - lease.created_at).total_seconds())

    def _pause_after_fault(self) -> None:
        """A worker whose sandbox fails again and again slows down, so that another takes the work in the meantime."""
        self._faults_in_a_row += 1
        beyond = self._faults_in_a_row - _FAULTS_WITHOUT_PAUSE
        if beyond > 0:
            self._abandoning.wait(min(_PAUSE_S * 2 ** min(beyond, 10), _LONGEST_FAULT_PAUSE_S))

    def _finish(self, lease: Lease, grade: Grade, turn_ends: float) -> _Followed:
        with self._database.transaction() as session:
            finished = attempts.finish(session, lease, grade)
            successor = self._pass_on(session, lease, turn_ends, lost=not finished) if lease.priority > 0 else None
            return _Followed(finished, successor)

    def _pass_on(self, session: Session, ended: Lease, turn_ends: float, *, lost: bool) -> Lease | None:
        """Background work that ends lets the next start: in its own slot, or where a message finds one."""
        swallowed = self._swallow()
        successor, passed_on = None, False
        if not swallowed and not lost:  # whoever has the attempt now lets another follow it
            if time.monotonic() < turn_ends and not self._ending.is_set() and not self._closed():
                successor = succession.take_next(session, ended.device, self.worker_id, self._terms)
            passed_on = successor is not None or background.send_next(session, ended.device)
        if not swallowed and not passed_on:
            # What is being stored at this moment is not seen yet, and does not see yet that this ended.
            note_afterwards(session, partial(background.fill, device=ended.device))
        if ended.rejudging_id is not None and not passed_on:
            rejudgings.mark_ready(session, ended.rejudging_id)
        return successor

    def _swallow(self) -> bool:
        with self._lock:
            if self._surplus <= 0:
                return False
            self._surplus -= 1
            return True

    def _give_back(self, lease: Lease, *, fault: str | None) -> None:
        def work() -> bool:
            with self._database.transaction() as session:
                return attempts.give_back(session, lease, fault=fault)

        self._persist(lease, work)

    def _persist(self, lease: Lease, work: Callable[[], Result]) -> Result | None:
        """Do `work` once the database answers; past all patience the lease is an orphan, and the heartbeat finds it.

        Returns:
            What came of it, None if nothing did.
        """
        deadline = time.monotonic() + _PATIENCE_S
        pause = _PAUSE_S
        while True:
            try:
                return work()
            except StoreUnavailableError as error:
                if time.monotonic() + pause > deadline or self._abandoning.is_set():
                    log.warning(
                        "attempt %s: its verdict is dropped, it will be graded again: %s", lease.attempt_id, error
                    )
                    return None
            self._abandoning.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)


def _grade_of(graded: GradedLike, took_s: float) -> Grade:
    record = graded.to_record()
    environment = record.get("environment")
    torch = environment.get("torch") if isinstance(environment, Mapping) else None
    reason = record.get("reason")
    return Grade(
        verdict=graded.verdict,
        score=graded.score,
        record=record,
        torch=torch if isinstance(torch, str) else None,
        total_ms=took_s * 1000,
        note=reason if isinstance(reason, str) and reason else None,
    )


def _with_runs(grade: Grade, kept: KeptRuns | None, lease: Lease) -> Grade:
    """The same, with what there is to say of its runs: whose they were, or what to keep of them."""
    if kept is None or grade.verdict == INTERNAL_ERROR:
        return grade
    return replace(grade, runs_of=lease.kept_of if kept.nothing_was_run else None, kept_runs=kept.to_bytes())
