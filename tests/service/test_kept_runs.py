"""Runs kept with a submission: stored when an attempt ends, judged again in a rejudging, gone with the learner's data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from grader.deployment import content_of
from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Grader
from grader.kept_runs import KeptRuns
from grader.models import SHARED_TENANT, Attempt, Submission
from grader.models import KeptRuns as Row
from grader.observations import Observation, encode
from grader.rejudging import Order, start
from grader.statuses import RejudgingStatus
from grader.store import Database, Outgoing, attempts, exercises, interventions, rejudgings, submissions, succession
from grader.store.attempts import Grade
from grader.store.leases import Lease
from grader.store.rejudgings import Progress, Selection
from grader.telemetry import MESSAGES, Telemetry
from tests.injecting import Injected, ended, is_reference, where
from tests.service.fakes import TERMS, FakeGraded, FakeGrader, Place, make_place
from workers.sandbox import Ending, Sandbox
from workers.tasks import GradingDesk

NOTHING = encode(Observation("finished"))
RIGHT = """import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = {factor} * z_no_grad**2 + y**3
out.backward()
"""


def finish(place: Place, lease: Lease, kept: bytes | None, verdict: str = "accepted") -> bool:
    """Finish under a lease, with runs to keep."""
    with place.database.transaction() as session:
        return attempts.finish(session, lease, Grade(verdict, 1.0, {"verdict": verdict}, kept_runs=kept))


def graded(place: Place, worker_id: str, kept: bytes | None = b"runs") -> tuple[Submission, Lease]:
    """Store a submission and finish its attempt; returns the lease that was finished under."""
    [row] = place.submit("x", learner="anna")
    lease = place.take(place.attempt_ids(row)[0], worker_id)
    assert lease is not None
    assert finish(place, lease, kept)
    return row, lease


def regrades(place: Place, worker_id: str, *, run_again: bool = False) -> list[Lease]:
    """Open a set for everything there is and take its attempts."""
    order = Order(Selection("detach"), "a mended check", run_again=run_again)
    opened = start(place.database, place.tenant_id, order, actor="test", heartbeat_s=15)
    with place.database.reading() as session:
        ids = list(session.scalars(select(Attempt.id).where(Attempt.rejudging_id == opened.id).order_by(Attempt.id)))
    leases = [place.take(attempt_id, worker_id) for attempt_id in ids]
    return [lease for lease in leases if lease is not None]


def regrade(place: Place, worker_id: str, *, run_again: bool = False) -> Lease:
    """Open a set for the one submission there is and take its attempt."""
    [lease] = regrades(place, worker_id, run_again=run_again)
    return lease


def rows(place: Place) -> list[tuple[str, str, bytes]]:
    """Return all that is kept: of which submission, of which attempt, and what."""
    with place.database.reading() as session:
        query = select(Row.submission_id, Row.attempt_id, Row.runs)
        return [(row.submission_id, row.attempt_id, bytes(row.runs)) for row in session.execute(query)]


def test_a_rejudging_is_handed_what_was_kept(place: Place) -> None:
    """The lease of each regrade brings its own submission's runs and the attempt that they are of; a first attempt's has none."""
    worker_id = place.worker()
    stored = [graded(place, worker_id, kept) for kept in (b"one", None, b"three")]
    assert all((lease.kept_runs, lease.kept_of) == (None, None) for _, lease in stored)
    handed = [(lease.submission_id, lease.kept_runs, lease.kept_of) for lease in regrades(place, worker_id)]
    (one, of_one), (two, _), (three, of_three) = stored
    assert handed == [
        (one.id, b"one", of_one.attempt_id),
        (two.id, None, None),
        (three.id, b"three", of_three.attempt_id),
    ]


def test_what_is_handed_on_brings_its_own_runs(place: Place) -> None:
    """An attempt that follows another in its slot is handed the runs of its own submission."""
    worker_id = place.worker(slots=3)
    for kept in (b"one", b"two", b"three"):
        graded(place, worker_id, kept)
    order = Order(Selection("detach"), "a mended check")
    start(place.database, place.tenant_id, order, actor="test", heartbeat_s=-1)
    found: list[bytes | None] = []
    with place.database.transaction() as session:
        while (lease := succession.take_next(session, "cpu", worker_id, TERMS)) is not None:
            found.append(lease.kept_runs)
    assert found == [b"one", b"two", b"three"]


def test_a_set_may_run_everything_again(place: Place) -> None:
    """Where the order says so nothing that is kept is handed on, whatever another set's order says."""
    worker_id = place.worker()
    graded(place, worker_id)
    assert regrade(place, worker_id).kept_runs == b"runs"
    assert regrade(place, worker_id, run_again=True).kept_runs is None
    assert regrade(place, worker_id).kept_runs == b"runs"


def test_an_attempt_that_is_tried_again_runs(place: Place) -> None:
    """A retry after an error of ours is asked for so that the program runs: it is handed nothing."""
    worker_id = place.worker()
    row, lease = graded(place, worker_id)
    assert finish(place, regrade(place, worker_id), None)
    with place.database.transaction() as session:
        stored = session.get_one(Submission, row.id)
        stored.verdict = attempts.INTERNAL_ERROR
        session.flush()
        again = interventions.retry(session, place.tenant_id, row.id, actor="test")
    taken = place.take(again.id, worker_id)
    assert taken is not None
    assert (rows(place), taken.kept_runs) == ([(row.id, lease.attempt_id, b"runs")], None)


def test_newer_runs_take_the_place_of_older_ones(place: Place) -> None:
    """One submission keeps one attempt's runs; an attempt that has none to keep leaves what is there."""
    worker_id = place.worker()
    row, first = graded(place, worker_id)
    assert finish(place, regrade(place, worker_id), None)
    assert rows(place) == [(row.id, first.attempt_id, b"runs")]
    lease = regrade(place, worker_id)
    assert finish(place, lease, b"newer")
    assert rows(place) == [(row.id, lease.attempt_id, b"newer")]


def test_who_lost_the_lease_keeps_nothing(place: Place) -> None:
    """What a worker found after its lease was lost is kept no more than its verdict is."""
    worker_id = place.worker()
    [row] = place.submit("x")
    lost = place.take(place.attempt_ids(row)[0], worker_id)
    place.stop_worker(worker_id)
    another = place.take(place.attempt_ids(row)[0], place.worker(process="2:2"))
    assert lost is not None
    assert another is not None
    assert not finish(place, lost, b"lost")
    assert rows(place) == []
    assert finish(place, another, b"found")
    assert [kept for _, _, kept in rows(place)] == [b"found"]


def test_two_sets_may_keep_the_same_submission_s_runs(place: Place) -> None:
    """Attempts of two sets that end one after the other both end, and the last one's runs are kept."""
    worker_id = place.worker()
    graded(place, worker_id, None)
    leases = [regrade(place, worker_id), regrade(place, worker_id)]
    assert [finish(place, lease, lease.attempt_id.encode()) for lease in leases] == [True, True]
    assert [kept for _, _, kept in rows(place)] == [leases[1].attempt_id.encode()]


@pytest.mark.parametrize("how", ["learner", "age"])
def test_kept_runs_are_erased_with_the_rest(place: Place, how: str) -> None:
    """What a learner's program showed goes with the learner's data, and with age."""
    worker_id = place.worker()
    graded(place, worker_id)
    with place.database.transaction() as session:
        if how == "learner":
            interventions.erase_learner(session, place.tenant_id, "anna", actor="test")
        else:
            interventions.erase_older_than(session, timedelta(seconds=-1))
    assert rows(place) == []


@pytest.mark.postgres
def test_keeping_runs_waits_for_nobody_who_erases(postgres_url: str) -> None:
    """A regrade that ends needs no lock of the submission: who erases has that one, and waits for the attempt's."""
    place = make_place(Database(postgres_url))
    worker_id = place.worker()
    row, _ = graded(place, worker_id, None)
    lease = regrade(place, worker_id)
    with place.database.transaction() as erasing:
        erasing.scalar(select(Submission).where(Submission.id == row.id).with_for_update())
        with place.database.transaction() as session:
            session.execute(text("SET LOCAL lock_timeout = '5s'"))
            assert attempts.finish(session, lease, Grade("accepted", 1.0, {}, kept_runs=b"newer"))
    assert [kept for _, _, kept in rows(place)] == [b"newer"]
    place.database.close()


@dataclass
class Lesson:
    """The real `detach` on a real sandbox, graded by a desk that does all work at once.

    Attributes:
        sandbox: remembers what was run.
    """

    place: Place
    desk: GradingDesk
    sandbox: Injected
    telemetry: Telemetry
    detach: Exercise
    sent: list[Outgoing] = field(default_factory=list)

    def publish(self, before: bytes, after: bytes) -> str:
        """Make a version with something else in its definition the active one, and return its id."""
        text = self.detach.files["exercise.toml"]
        assert before in text
        changed = Exercise.from_files("detach", {**self.detach.files, "exercise.toml": text.replace(before, after)})
        with self.place.database.transaction() as session:
            row, _ = exercises.publish(session, SHARED_TENANT, content_of(changed), activate=True, actor="test")
            return row.id

    def submit(self, *factors: float) -> list[Submission]:
        """Submit programs that are wrong by a factor, and have them graded."""
        stored = self.place.submit(*(RIGHT.format(factor=factor) for factor in factors))
        self._work_off()
        return stored

    def rejudge(self, *, run_again: bool = False) -> tuple[str, Progress]:
        """Rejudge everything, and return the set's id and how it went."""
        order = Order(Selection("detach"), "a mended check", run_again=run_again)
        opened = start(self.place.database, self.place.tenant_id, order, actor="test", heartbeat_s=15)
        self._work_off()
        with self.place.database.reading() as session:
            row = rejudgings.get(session, self.place.tenant_id, opened.id)
            assert row.status is RejudgingStatus.READY
            return row.id, rejudgings.progress(session, row)

    def close(self, rejudging_id: str, how: str) -> None:
        """Apply or cancel a set."""
        act = {"apply": rejudgings.apply, "cancel": rejudgings.cancel}[how]
        with self.place.database.transaction() as session:
            act(session, self.place.tenant_id, rejudging_id, actor="test")

    def runs(self) -> int:
        """Return how many runs of learners' programs there were since this was last asked."""
        count = sum(not is_reference(job) for job in self.sandbox.jobs)
        self.sandbox.jobs.clear()
        return count

    def _work_off(self) -> None:
        while self.sent:
            self.desk.handle(self.sent.pop(0).attempt_id)


def open_lesson(place: Place, sandbox: Sandbox, exercises_dir: Path, kept_run_bytes: int = 1 << 18) -> Lesson:
    """Make the lesson with a desk of its own."""
    injected, telemetry = Injected(sandbox), Telemetry()
    desk = GradingDesk(
        place.database,
        Grader(injected, b"a secret of these tests"),
        worker_id=place.worker(slots=3),
        terms=TERMS,
        telemetry=telemetry,
        kept_run_bytes=kept_run_bytes,
    )
    lesson = Lesson(place, desk, injected, telemetry, ExerciseCatalog(exercises_dir).get("detach"))
    place.database.after_commit = lesson.sent.extend
    lesson.publish(b"rtol = 1e-4", b"rtol = 1e-4")
    return lesson


@pytest.fixture
def lesson(place: Place, sandbox: Sandbox, exercises_dir: Path) -> Lesson:
    """Return the lesson as it comes with torchgrader."""
    return open_lesson(place, sandbox, exercises_dir)


def test_a_mended_tolerance_is_applied_without_running_anything(place: Place, lesson: Lesson) -> None:
    """After a version with a wider tolerance a rejudging runs nothing, finds what it must, and says what it judged."""
    right, near, wrong = lesson.submit(1.0, 1.0005, 2.0)
    assert lesson.runs() == 6
    assert [place.state(row)[0].verdict for row in (right, near, wrong)] == ["accepted", "wrong_answer", "wrong_answer"]
    lesson.publish(b"rtol = 1e-4", b"rtol = 1e-2")
    rejudging_id, progress = lesson.rejudge()
    assert (lesson.runs(), progress) == (0, Progress(total=3, finished=3, failed=0, dropped=0, from_kept_runs=3))
    with place.database.transaction() as session:
        rejudgings.apply(session, place.tenant_id, rejudging_id, actor="test")
        attempts_of_near = submissions.list_attempts(session, near.id)
    assert [place.state(row)[0].verdict for row in (right, near, wrong)] == ["accepted", "accepted", "wrong_answer"]
    assert [each.runs_of for each in attempts_of_near] == [None, attempts_of_near[0].id]
    assert lesson.telemetry.snapshot()["counters"][MESSAGES] == {"graded": 3, "judged_again": 3}


def test_a_set_of_sets_goes_back_to_the_runs(place: Place, lesson: Lesson) -> None:
    """An attempt judged from kept runs leaves them as they were: the next one names the attempt that made them."""
    [row] = lesson.submit(1.0)
    for _ in range(2):
        lesson.rejudge()
    with place.database.reading() as session:
        query = select(Attempt).where(Attempt.submission_id == row.id).order_by(Attempt.number)
        made, *judged = session.scalars(query)
    assert [each.runs_of for each in judged] == [made.id, made.id]
    assert lesson.runs() == 2


def test_everything_is_run_where_that_is_asked_for(lesson: Lesson) -> None:
    """A set that is to run again does, and what it shows is what is kept from then on."""
    lesson.submit(1.0)
    lesson.runs()
    rejudging_id, progress = lesson.rejudge(run_again=True)
    assert (progress.from_kept_runs, lesson.runs()) == (0, 2)
    lesson.close(rejudging_id, "apply")
    assert lesson.rejudge()[1].from_kept_runs == 1
    assert lesson.runs() == 0


@pytest.mark.parametrize("how", ["cancel", ""], ids=["cancelled", "undecided"])
def test_runs_that_nobody_let_count_are_not_judged(place: Place, lesson: Lesson, how: str) -> None:
    """What a sick host showed in a set that was cancelled, or waits for a decision, is no later set's evidence."""
    [row] = lesson.submit(1.0)
    lesson.sandbox.answer = where(
        lambda job: not is_reference(job), ended(Ending.EXITED, exit_status=0, record=NOTHING)
    )
    rejudging_id, _ = lesson.rejudge(run_again=True)
    lesson.sandbox.answer = lambda _: None
    if how:
        lesson.close(rejudging_id, how)
    lesson.runs()
    again, progress = lesson.rejudge()
    lesson.close(again, "apply")
    assert (place.state(row)[0].verdict, progress.from_kept_runs, lesson.runs()) == ("accepted", 0, 2)


def test_a_run_that_passed_a_limit_is_what_counts(place: Place, lesson: Lesson) -> None:
    """After a set in which a program ran into a limit, what it had shown before is not judged in place of another try."""
    [row] = lesson.submit(1.0)
    lesson.sandbox.answer = where(lambda job: not is_reference(job), ended(Ending.CPU_LIMIT))
    rejudging_id, _ = lesson.rejudge(run_again=True)
    lesson.close(rejudging_id, "apply")
    assert place.state(row)[0].verdict == "time_limit_exceeded"
    lesson.sandbox.answer = lambda _: None
    lesson.runs()
    assert (lesson.rejudge()[1].from_kept_runs, lesson.runs()) == (0, 2)


def test_other_limits_are_tried(lesson: Lesson) -> None:
    """A version with other limits runs every program again."""
    lesson.submit(1.0)
    lesson.runs()
    lesson.publish(b"cpu_seconds = 5.0", b"cpu_seconds = 6.0")
    assert (lesson.rejudge()[1].from_kept_runs, lesson.runs()) == (0, 2)


def test_nothing_is_kept_where_that_is_switched_off(place: Place, sandbox: Sandbox, exercises_dir: Path) -> None:
    """With a limit of 0 no run is kept, and none that was kept before is judged."""
    keeping = open_lesson(place, sandbox, exercises_dir)
    [row] = keeping.submit(1.0)
    before = rows(place)
    lesson = open_lesson(place, sandbox, exercises_dir, kept_run_bytes=0)
    assert (lesson.rejudge()[1].from_kept_runs, lesson.runs()) == (0, 2)
    assert (rows(place), before[0][0]) == (before, row.id)


def test_an_error_of_ours_keeps_nothing(place: Place, exercises_dir: Path) -> None:
    """Runs of a grading that failed by a fault of ours are not kept, though some may have ended well."""

    class Failing(FakeGrader):
        def grade(self, *given: Any, kept: KeptRuns | None = None, **more: Any) -> FakeGraded:
            assert kept is not None
            assert kept.find("one") is None
            kept.keep("one", ended(Ending.EXITED, exit_status=0, record=b"seen"))
            return FakeGraded("internal_error", None)

    content = content_of(ExerciseCatalog(exercises_dir).get("detach"))
    with place.database.transaction() as session:
        exercises.publish(session, SHARED_TENANT, content, activate=True, actor="test")
    terms = replace(TERMS, max_faults=1)
    worker_id = place.worker()
    desk = GradingDesk(
        place.database, Failing(), worker_id=worker_id, terms=terms, telemetry=Telemetry(), kept_run_bytes=1 << 18
    )
    [row] = place.submit("x")
    desk.handle(place.attempt_ids(row)[0])
    assert (place.state(row)[0].verdict, rows(place)) == ("internal_error", [])
