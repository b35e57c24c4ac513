"""The task behind a message: take, grade, finish; on SQLite and on PostgreSQL."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.deployment import content_of
from grader.exercise import ExerciseCatalog
from grader.models import SHARED_TENANT
from grader.statuses import AttemptStatus, SubmissionStatus
from grader.store import Database, Outgoing, Session, StoreUnavailableError, attempts, background, exercises, rejudgings
from grader.store.rejudgings import Selection
from grader.telemetry import FAULTS, MESSAGES, VERDICTS, Telemetry
from tests.api.receiver import wait_until
from tests.service.fakes import TERMS, FakeGraded, FakeGrader, Place, make_place
from workers.tasks import GradingDesk


@pytest.fixture
def grader() -> FakeGrader:
    """A grader that does what the program says."""
    return FakeGrader()


@pytest.fixture
def telemetry() -> Telemetry:
    """Counters of the test's own."""
    return Telemetry()


@pytest.fixture
def desk(place: Place, grader: FakeGrader, telemetry: Telemetry, exercises_dir: Path) -> GradingDesk:
    """A desk of one worker, with the real `detach` as the exercise that is active."""
    content = content_of(ExerciseCatalog(exercises_dir).get("detach"))
    with place.database.transaction() as session:
        exercises.publish(session, SHARED_TENANT, content, activate=True, actor="test")
    return make_desk(place, grader, telemetry)


def make_desk(place: Place, grader: FakeGrader, telemetry: Telemetry) -> GradingDesk:
    """Make a desk for a worker of its own."""
    worker_id = place.worker(slots=3)
    return GradingDesk(place.database, grader, worker_id=worker_id, terms=TERMS, telemetry=telemetry)


def send_to(place: Place, desk: GradingDesk) -> Callable[[], None]:
    """Let the desk handle every message that commits from now on; returns what works them off."""
    waiting: list[Outgoing] = []
    place.database.after_commit = waiting.extend

    def work() -> None:
        while waiting:
            desk.handle(waiting.pop(0).attempt_id)

    return work


def test_a_message_becomes_a_verdict(place: Place, desk: GradingDesk, telemetry: Telemetry) -> None:
    """The attempt is graded with the version it was stored with, and what it found is kept and counted."""
    work = send_to(place, desk)
    right, wrong = place.submit("right", "wrong")
    work()
    assert [place.state(row)[0].verdict for row in (right, wrong)] == ["accepted", "wrong_answer"]
    attempt = place.state(wrong)[1]
    assert attempt is not None
    assert attempt.record is not None
    assert (attempt.torch, attempt.record["score"]) == ("2.13.0", 0.5)
    counters = telemetry.snapshot()["counters"]
    assert counters[VERDICTS] == {"accepted": 1, "wrong_answer": 1}
    assert counters[MESSAGES] == {"graded": 2}


def test_a_second_message_changes_nothing(
    place: Place, desk: GradingDesk, grader: FakeGrader, telemetry: Telemetry
) -> None:
    """A redelivered message, and one for an attempt that does not exist, grade nothing."""
    [row] = place.submit("right")
    [attempt_id] = place.attempt_ids(row)
    desk.handle(attempt_id)
    desk.handle(attempt_id)
    desk.handle("att_nothing")
    assert grader.graded == [row.id]
    assert telemetry.snapshot()["counters"][MESSAGES] == {"graded": 1, "not_takeable": 2}


@pytest.mark.parametrize("program", ["fault", "raise"])
def test_our_faults_are_tried_again_and_bounded(
    place: Place, desk: GradingDesk, grader: FakeGrader, telemetry: Telemetry, program: str
) -> None:
    """A grading that fails by a fault of ours is repeated, then ends as internal_error without a score."""
    work = send_to(place, desk)
    [row] = place.submit(program)
    work()
    state, attempt = place.state(row)
    assert attempt is not None
    assert len(grader.graded) == TERMS.max_faults
    assert (state.status, state.verdict, state.score) == (SubmissionStatus.FINISHED, "internal_error", None)
    assert attempt.faults == TERMS.max_faults - 1
    assert telemetry.snapshot()["counters"][FAULTS] == {"detach": TERMS.max_faults}


def test_a_broken_exercise_is_our_fault(place: Place, grader: FakeGrader, telemetry: Telemetry) -> None:
    """Stored content that is no exercise by this program's rules ends as internal_error, not as the learner's."""
    desk = make_desk(place, grader, telemetry)
    work = send_to(place, desk)
    [row] = place.submit("right")
    work()
    assert place.state(row)[0].verdict == "internal_error"
    assert grader.graded == []


def test_a_suspect_is_graded_alone(place: Place, desk: GradingDesk, grader: FakeGrader) -> None:
    """An attempt whose worker died before is graded with nothing beside it; others run side by side."""
    rows = place.submit(*["right"] * 3)
    suspect = place.attempt_ids(rows[0])[0]
    dead = place.worker()
    assert place.take(suspect, dead) is not None
    place.stop_worker(dead)
    grader.gate.clear()
    threads = [threading.Thread(target=desk.handle, args=(suspect,))]
    threads[0].start()
    while not grader.graded:
        threading.Event().wait(0.01)
    for row in rows[1:]:
        threads.append(threading.Thread(target=desk.handle, args=(place.attempt_ids(row)[0],)))
        threads[-1].start()
    while len(desk.held()) < 3:
        threading.Event().wait(0.01)
    assert grader.graded == [rows[0].id]
    grader.gate.set()
    for thread in threads:
        thread.join()
    assert {place.state(row)[0].verdict for row in rows} == {"accepted"}


def test_a_lost_lease_does_not_hide_its_successor(place: Place, desk: GradingDesk, grader: FakeGrader) -> None:
    """An attempt that the desk took twice stays known as held when the first, lost lease ends before the second."""
    [row] = place.submit("right")
    [attempt_id] = place.attempt_ids(row)
    left = [threading.Event(), threading.Event()]

    def grade_late(*_given: object, **_named: object) -> FakeGraded:
        began.append(desk.held()[0].number)
        left[len(began) - 1].wait()
        return FakeGraded("accepted", 1.0)

    began: list[int] = []
    grader.grade = grade_late  # type: ignore[method-assign, assignment]
    threads = [threading.Thread(target=desk.handle, args=(attempt_id,)) for _ in left]
    for number, thread in enumerate(threads):
        thread.start()
        while len(began) <= number:
            threading.Event().wait(0.01)
        if number == 0:
            with place.database.transaction() as session:
                assert attempts.give_back(session, desk.held()[0])
    left[0].set()
    threads[0].join()
    assert [lease.number for lease in desk.held()] == [2]
    left[1].set()
    threads[1].join()
    assert desk.held() == []
    assert place.state(row)[0].verdict == "accepted"


def test_a_stopping_desk_gives_back_what_runs(place: Place, desk: GradingDesk, grader: FakeGrader) -> None:
    """An attempt under way is queued again; what its grading finds afterwards is dropped."""
    [row] = place.submit("right")
    [attempt_id] = place.attempt_ids(row)
    grader.gate.clear()
    thread = threading.Thread(target=desk.handle, args=(attempt_id,))
    thread.start()
    while not grader.graded:
        threading.Event().wait(0.01)
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    desk.abandon()
    assert [message.attempt_id for message in sent] == [attempt_id]
    grader.gate.set()
    thread.join()
    assert place.state(row)[0].status is SubmissionStatus.QUEUED


def test_a_verdict_waits_for_the_database(
    place: Place, desk: GradingDesk, grader: FakeGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the database is away a verdict is kept and stored once it is back; graded once."""
    work = send_to(place, desk)
    original = place.database.transaction
    failures = iter([StoreUnavailableError("away")] * 2)

    def sometimes() -> object:
        if grader.graded and (failure := next(failures, None)) is not None:
            raise failure
        return original()

    [row] = place.submit("right")
    monkeypatch.setattr(place.database, "transaction", sometimes)
    work()
    assert place.state(row)[0].verdict == "accepted"
    assert len(grader.graded) == 1


def test_regrades_pass_the_turn_on(place: Place, desk: GradingDesk) -> None:
    """Each regrade that ends lets the next one start, and the last one makes the set ready."""
    work = send_to(place, desk)
    rows = place.submit(*["right"] * 5)
    work()
    with place.database.transaction() as session:
        version = exercises.get_version(session, place.tenant_id, "detach")
        opened = rejudgings.start(
            session, place.tenant_id, Selection("detach"), version, reason="r", device=None, actor="k"
        )
        rejudgings.select_step(session, opened.id)
        background.send(session, "cpu", window=1)
    work()
    with place.database.reading() as session:
        row = rejudgings.get(session, place.tenant_id, opened.id)
        assert (row.status, rejudgings.progress(session, row).finished) == ("ready", len(rows))


@pytest.mark.postgres
def test_a_turn_passed_to_nobody_is_offered_again(
    postgres_url: str, grader: FakeGrader, telemetry: Telemetry, exercises_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Background work that comes between an attempt's look for a successor and its commit is sent after the commit."""
    place = make_place(Database(postgres_url))
    content = content_of(ExerciseCatalog(exercises_dir).get("detach"))
    with place.database.transaction() as session:
        exercises.publish(session, SHARED_TENANT, content, activate=True, actor="test")
    worker_id = place.worker(slots=2)
    desk = GradingDesk(place.database, grader, worker_id=worker_id, terms=TERMS, telemetry=telemetry)
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    place.submit(*["accepted"] * 5)
    look = background.send_next

    def look_too_early(session: Session, device: str) -> bool:
        monkeypatch.setattr(background, "send_next", look)
        found = look(session, device)
        place.submit("accepted")
        assert len(sent) == 5
        return found

    monkeypatch.setattr(background, "send_next", look_too_early)
    desk.handle(sent[4].attempt_id)
    assert len(sent) == 6
    place.database.close()


def test_fewer_slots_take_up_fewer_regrades(place: Place, desk: GradingDesk) -> None:
    """When there is more under way than slots, a regrade that ends is not followed by another."""
    work = send_to(place, desk)
    rows = place.submit(*["right"] * 4)
    work()
    with place.database.transaction() as session:
        version = exercises.get_version(session, place.tenant_id, "detach")
        opened = rejudgings.start(
            session, place.tenant_id, Selection("detach"), version, reason="r", device=None, actor="k"
        )
        rejudgings.select_step(session, opened.id)
        background.send(session, "cpu", window=1)
    desk.drop_surplus(1)
    work()
    with place.database.reading() as session:
        states = [rejudgings.attempt_of(session, opened.id, row.id).status for row in rows]
    assert states.count(AttemptStatus.FINISHED) == 1


def test_logs_hold_ids_and_no_program(place: Place, desk: GradingDesk, caplog: pytest.LogCaptureFixture) -> None:
    """What is logged of a grading says which attempt it was, and nothing of what was in it."""
    work = send_to(place, desk)
    with caplog.at_level(logging.DEBUG):
        [row] = place.submit("raise", learner="anna@example.org")
        place.submit("very_secret_program")
        work()
    logged = "\n".join(str(record.__dict__) for record in caplog.records if record.name.startswith("workers"))
    assert row.id in logged or place.attempt_ids(row)[0] in logged
    assert "very_secret_program" not in logged
    assert "anna" not in logged


def test_a_closed_sandbox_gives_back_what_it_had(place: Place, grader: FakeGrader, desk: GradingDesk) -> None:
    """What fails because the sandbox takes no more work goes back without a fault, and nothing more is taken."""
    closed: list[str] = []
    worker_id = place.worker(slots=3)
    ending = GradingDesk(
        place.database, grader, worker_id=worker_id, terms=TERMS, telemetry=Telemetry(), closed=lambda: "".join(closed)
    )
    [row] = place.submit("fault")
    [attempt_id] = place.attempt_ids(row)
    grader.gate.clear()
    handling = threading.Thread(target=ending.handle, args=(attempt_id,))
    handling.start()
    while not grader.graded:
        threading.Event().wait(0.01)
    closed.append("the device is gone")
    grader.gate.set()
    handling.join()
    assert place.state(row)[0].status is SubmissionStatus.QUEUED
    ending.handle(attempt_id)
    assert grader.graded == [row.id]
    lease = place.take(attempt_id, place.worker())
    assert lease is not None
    assert lease.faults == 0


def test_one_key_never_has_every_slot(
    place: Place, desk: GradingDesk, grader: FakeGrader, telemetry: Telemetry
) -> None:
    """What a key sends beyond all slots but one waits without being run, another key's is graded, and the rest follows."""
    desk = GradingDesk(
        place.database, grader, worker_id=place.worker(slots=3), terms=TERMS, telemetry=telemetry, slots=3
    )
    sent: list[Outgoing] = []
    place.database.after_commit = sent.extend
    rows = place.submit("right", "right", "right")
    [other] = place.with_another_key().submit("right")
    grader.gate.clear()
    busy = [threading.Thread(target=desk.handle, args=(place.attempt_ids(row)[0],)) for row in rows[:2]]
    for thread in busy:
        thread.start()
    wait_until(lambda: len(grader.graded) == 2)
    desk.handle(place.attempt_ids(rows[2])[0])
    assert place.state(rows[2])[0].status == SubmissionStatus.QUEUED
    third = threading.Thread(target=desk.handle, args=(place.attempt_ids(other)[0],))
    third.start()
    wait_until(lambda: len(grader.graded) == 3)
    assert other.id in grader.graded
    sent.clear()
    grader.gate.set()
    for thread in (*busy, third):
        thread.join()
    assert [message.attempt_id for message in sent] == place.attempt_ids(rows[2])
    desk.handle(sent[0].attempt_id)
    assert [place.state(row)[0].verdict for row in (*rows, other)] == ["accepted"] * 4


def test_background_work_is_graded_in_the_background(place: Place, desk: GradingDesk, grader: FakeGrader) -> None:
    """The grader hears whether somebody waits for the verdict: for a key's first submissions, not for those beyond."""
    work = send_to(place, desk)
    place.submit(*["right"] * 6)
    work()
    assert grader.in_background == [False] * 4 + [True] * 2
