"""A grader that does what the program says, and short ways to the rows a test starts from."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from grader.config import Settings
from grader.exercise import Exercise
from grader.kept_runs import KeptRuns
from grader.models import SHARED_TENANT, Attempt, Submission
from grader.statuses import Scope
from grader.store import Database, attempts, exercises, fleet, submissions, tenants
from grader.store.attempts import Grade
from grader.store.exercises import ExerciseContent
from grader.store.leases import Lease, LeaseTerms
from grader.worker_host import GraderBench

TERMS = LeaseTerms()
CONTENT = ExerciseContent(
    slug="detach",
    version="sha256:one",
    grading_hash="sha256:one",
    kind="script",
    title={"en": "Detach"},
    tags=["autograd"],
    files={"exercise.toml": b"", "reference.py": b"\x00\xff"},
)


@dataclass(frozen=True)
class FakeGraded:
    """What the fake grader finds."""

    verdict: str
    score: float | None
    shown: str = ""

    def to_record(self) -> dict[str, Any]:
        """Return a record as the real one's, in small."""
        return {"verdict": self.verdict, "score": self.score, "stdout": self.shown, "environment": {"torch": "2.13.0"}}


@dataclass
class FakeGrader:
    """Follows the program's words: `wrong`, `fault`, `raise`, `sleep 0.1`, `die`; anything else is accepted.

    Attributes:
        graded: the ids of the submissions graded so far, in order.
        most_at_once: the most programs that were graded side by side.
        gate: closed, it holds back every grading.
    """

    graded: list[str] = field(default_factory=list)
    in_background: list[bool] = field(default_factory=list)
    most_at_once: int = 0
    gate: threading.Event = field(default_factory=threading.Event)
    _inside: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.gate.set()

    def grade(
        self,
        exercise: Exercise,
        source: bytes,
        submission_id: str,
        device: str = "cpu",
        *,
        background: bool = False,
        kept: KeptRuns | None = None,
    ) -> FakeGraded:
        """Grade as the program says."""
        with self._lock:
            self.graded.append(submission_id)
            self.in_background.append(background)
            self._inside += 1
            self.most_at_once = max(self.most_at_once, self._inside)
        try:
            self.gate.wait()
            return self._follow(source.decode("utf-8", "replace").split())
        finally:
            with self._lock:
                self._inside -= 1

    def _follow(self, words: list[str]) -> FakeGraded:
        match words:
            case ["wrong"]:
                return FakeGraded("wrong_answer", 0.5)
            case ["fault"]:
                return FakeGraded("internal_error", None)
            case ["raise"]:
                raise ZeroDivisionError
            case ["die"]:
                os._exit(9)
            case ["sleep", seconds]:
                time.sleep(float(seconds))
        return FakeGraded("accepted", 1.0)

    @contextmanager
    def open(self, settings: Settings, device: str, slots: int) -> Iterator[GraderBench]:
        """Stand in for `grader.worker_host.sandboxed_grader`."""
        yield GraderBench(self, {"torch": "2.13.0", "python": "3.11", "device": device, "sandbox": []})


@dataclass(frozen=True)
class Place:
    """A tenant and its key, and short ways to what most tests begin with."""

    database: Database
    tenant_id: str
    key_id: str
    key_text: str

    def submit(self, *sources: str, callback_url: str | None = None, learner: str | None = None) -> list[Submission]:
        """Store one submission for each source."""
        with self.database.transaction() as session:
            active = exercises.find_active(session, self.tenant_id, "detach")
            batch = [
                submissions.NewSubmission(active, source.encode(), learner=learner, callback_url=callback_url)
                for source in sources
            ]
            return submissions.create_many(session, self.tenant_id, self.key_id, batch)

    def with_another_key(self) -> Place:
        """Return the same tenant with a key of its own."""
        with self.database.transaction() as session:
            new = tenants.create_key(session, self.tenant_id, [Scope.SUBMIT], actor="test")
        return Place(self.database, self.tenant_id, new.row.id, new.text)

    def attempt_ids(self, submission: Submission) -> list[str]:
        """Return the ids of a submission's attempts, oldest first."""
        with self.database.reading() as session:
            return [row.id for row in submissions.list_attempts(session, submission.id)]

    def worker(self, *, slots: int = 2, process: str = "1:1", at: str = "here") -> str:
        """Register a worker and return its id."""
        identity = fleet.WorkerIdentity(at, process, "cpu", slots, {})
        with self.database.transaction() as session:
            return fleet.register(session, identity)

    def stop_worker(self, worker_id: str) -> None:
        """Let a worker's leases die."""
        with self.database.transaction() as session:
            fleet.stop(session, worker_id)

    def take(self, attempt_id: str, worker_id: str, terms: LeaseTerms = TERMS) -> Lease | None:
        """Take an attempt's lease."""
        with self.database.transaction() as session:
            return attempts.take(session, attempt_id, worker_id, terms)

    def finish(self, lease: Lease, verdict: str = "accepted", score: float | None = 1.0) -> bool:
        """Finish under a lease."""
        with self.database.transaction() as session:
            record = {"verdict": verdict, "score": score}
            return attempts.finish(session, lease, Grade(verdict, score, record, torch="2.13.0"))

    def grade(self, submission: Submission, verdict: str = "accepted", score: float | None = 1.0) -> Attempt:
        """Let a submission's last attempt end with a verdict, and return it with its record."""
        worker_id = self.worker()
        lease = self.take(self.attempt_ids(submission)[-1], worker_id)
        assert lease is not None
        assert self.finish(lease, verdict, score)
        with self.database.reading() as session:
            return submissions.get_attempt(session, self.tenant_id, submission.id, lease.attempt_id)

    def state(self, submission: Submission) -> tuple[Submission, Attempt | None]:
        """Return a submission and the attempt that counts, as they are stored now."""
        with self.database.reading() as session:
            return submissions.get_with_attempt(session, self.tenant_id, submission.id)


def make_place(database: Database) -> Place:
    """Make a tenant with a key for everything, and one shared exercise called `detach`."""
    with database.transaction() as session:
        tenants.ensure_shared_tenant(session)
        exercises.publish(session, SHARED_TENANT, CONTENT, activate=True, actor="test")
        tenant = tenants.ensure_tenant(session, "university")
        key = tenants.create_key(session, tenant.id, list(Scope), actor="test")
    return Place(database, tenant.id, key.row.id, key.text)
