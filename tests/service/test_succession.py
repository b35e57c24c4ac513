"""Background work that follows background work in the same slot, without a message; on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from grader.deployment import content_of
from grader.exercise import ExerciseCatalog
from grader.models import SHARED_TENANT, Attempt, Submission
from grader.statuses import AttemptStatus, EventKind, RejudgingStatus, SubmissionStatus
from grader.store import Outgoing, attempts, background, events, exercises, rejudgings, submissions, succession
from grader.store.leases import Lease
from grader.store.rejudgings import Selection
from grader.telemetry import Telemetry
from tests.api.receiver import wait_until
from tests.service.fakes import TERMS, FakeGraded, FakeGrader, Place
from workers import shares, tasks
from workers.tasks import GradingDesk


@pytest.fixture(autouse=True)
def _with_detach(place: Place, exercises_dir: Path) -> None:
    """Make the real `detach` the exercise that is active."""
    content = content_of(ExerciseCatalog(exercises_dir).get("detach"))
    with place.database.transaction() as session:
        exercises.publish(session, SHARED_TENANT, content, activate=True, actor="test")


@pytest.fixture
def sent(place: Place) -> list[Outgoing]:
    """What is sent to the broker from now on."""
    messages: list[Outgoing] = []
    place.database.after_commit = messages.extend
    return messages


def regrades(place: Place, count: int, source: str = "right") -> list[Submission]:
    """Graded submissions whose regrades wait, none of them sent."""
    rows = place.submit(*[source] * count)
    for row in rows:
        place.grade(row)
    with place.database.transaction() as session:
        version = exercises.get_version(session, place.tenant_id, "detach")
        opened = rejudgings.start(
            session, place.tenant_id, Selection("detach"), version, reason="r", device=None, actor="k"
        )
        rejudgings.select_step(session, opened.id)
    return rows


def send_one(place: Place, sent: list[Outgoing]) -> str:
    """Send the next background attempt as a message, and nothing else; returns its id."""
    sent.clear()
    with place.database.transaction() as session:
        assert background.send_next(session, "cpu")
    [message] = sent
    sent.clear()
    return message.attempt_id


def take_next(place: Place) -> Lease | None:
    """Lease the next background attempt for a worker."""
    with place.database.transaction() as session:
        return succession.take_next(session, "cpu", "wrk_1", TERMS)


def desk_of(place: Place, grader: FakeGrader, *, slots: int | None = None) -> GradingDesk:
    """A desk of one worker."""
    worker_id = place.worker(slots=3)
    return GradingDesk(place.database, grader, worker_id=worker_id, terms=TERMS, telemetry=Telemetry(), slots=slots)


def regrade_of(place: Place, row: Submission) -> Attempt:
    """The attempt that the set makes of a submission, as it stands now."""
    with place.database.reading() as session:
        [opened] = rejudgings.list_page(session, place.tenant_id).items
        return rejudgings.attempt_of(session, opened.id, row.id)


def test_the_next_regrade_is_leased_as_if_it_had_been_sent(place: Place, sent: list[Outgoing]) -> None:
    """It is the one whose turn it is, the lease says all that grading needs, and it counts as under way from then on."""
    first, _ = regrades(place, 2, "the program")
    lease = take_next(place)
    assert lease is not None
    attempt = regrade_of(place, first)
    assert (lease.attempt_id, lease.submission_id, lease.number, lease.owner) == (attempt.id, first.id, 1, "wrk_1")
    assert (lease.slug, lease.source, lease.key_id, lease.attempt_number) == ("detach", b"the program", None, 2)
    assert attempt.status is AttemptStatus.RUNNING
    with place.database.reading() as session:
        assert background.under_way(session, "cpu") == 1


def test_each_regrade_is_leased_once(place: Place, sent: list[Outgoing]) -> None:
    """What one slot has leased no other gets, and there is an end."""
    regrades(place, 3)
    leased = [lease.attempt_id for _ in range(3) if (lease := take_next(place)) is not None]
    assert len(set(leased)) == 3
    assert take_next(place) is None


def test_a_live_submission_that_waits_goes_before_a_regrade(place: Place, sent: list[Outgoing]) -> None:
    """Nothing is handed on while a submission waits for a slot; once it has one, the regrades go on."""
    regrades(place, 1)
    [live] = place.with_another_key().submit("right")
    assert take_next(place) is None
    place.grade(live)
    assert take_next(place) is not None


def test_what_is_more_urgent_and_was_sent_goes_first(place: Place, sent: list[Outgoing]) -> None:
    """A submission that was put behind others and is on its way to a slot is not overtaken by a regrade."""
    regrades(place, 1)
    rows = place.submit(*["right"] * 5)
    for row in rows[:4]:
        place.grade(row)
    waiting = place.attempt_ids(rows[4])[0]
    assert waiting in [message.attempt_id for message in sent]
    assert take_next(place) is None
    assert place.take(waiting, place.worker()) is not None
    assert take_next(place) is not None


def test_regrades_on_their_way_hold_no_others_up(place: Place, sent: list[Outgoing]) -> None:
    """A regrade that was sent has a slot to go to: in another slot the next one follows, and it is not the one that was sent."""
    regrades(place, 2)
    waiting = send_one(place, sent)
    lease = take_next(place)
    assert lease is not None
    assert lease.attempt_id != waiting
    assert place.take(waiting, place.worker()) is not None


def test_a_submission_of_a_flood_is_told_of_when_its_turn_comes(place: Place, sent: list[Outgoing]) -> None:
    """A live submission that was put behind the others is running, and is said to be, once it is leased."""
    rows = place.submit(*["right"] * 5)
    for row in rows[:4]:
        place.grade(row)
    lease = take_next(place)
    assert lease is not None
    assert (lease.submission_id, lease.key_id) == (rows[4].id, place.key_id)
    assert place.state(rows[4])[0].status is SubmissionStatus.RUNNING
    with place.database.reading() as session:
        assert events.follow(session, rows[4].id)[-1].kind is EventKind.RUNNING


def test_regrades_follow_each_other_without_messages(place: Place, sent: list[Outgoing]) -> None:
    """One message is enough for a whole set, which is ready when the last is graded."""
    rows = regrades(place, 4)
    grader = FakeGrader()
    desk_of(place, grader).handle(send_one(place, sent))
    assert sent == []
    assert grader.graded == [row.id for row in rows]
    assert {regrade_of(place, row).status for row in rows} == {AttemptStatus.FINISHED}
    with place.database.reading() as session:
        [row] = rejudgings.list_page(session, place.tenant_id).items
    assert row.status is RejudgingStatus.READY


def test_a_regrade_steps_back_for_a_live_submission(place: Place, sent: list[Outgoing]) -> None:
    """A submission that comes while a regrade runs waits for that one alone: the next regrade is sent, and queues behind."""
    first, second = regrades(place, 2)
    started = send_one(place, sent)
    grader = FakeGrader()
    grader.gate.clear()
    slot = threading.Thread(target=desk_of(place, grader).handle, args=(started,))
    slot.start()
    wait_until(lambda: len(grader.graded) == 1)
    [live] = place.with_another_key().submit("right")
    grader.gate.set()
    slot.join()
    assert grader.graded == [first.id]
    assert [(message.attempt_id, message.priority) for message in sent] == [
        (place.attempt_ids(live)[0], 0),
        (regrade_of(place, second).id, background.REGRADE_PRIORITY),
    ]


def test_a_desk_that_is_to_end_hands_nothing_on(place: Place, sent: list[Outgoing]) -> None:
    """What would follow is sent for others to take."""
    first, second = regrades(place, 2)
    started = send_one(place, sent)
    grader = FakeGrader()
    desk = desk_of(place, grader)
    desk.hand_nothing_on()
    desk.handle(started)
    assert grader.graded == [first.id]
    assert [message.attempt_id for message in sent] == [regrade_of(place, second).id]


def test_a_turn_has_an_end(place: Place, sent: list[Outgoing], monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while a message is sent again, so that the broker hears of the first one before it takes it for lost."""
    first, second = regrades(place, 2)
    started = send_one(place, sent)
    monkeypatch.setattr(tasks, "_LONGEST_TURN_S", 0.0)
    grader = FakeGrader()
    desk_of(place, grader).handle(started)
    assert grader.graded == [first.id]
    assert [message.attempt_id for message in sent] == [regrade_of(place, second).id]


def test_what_is_handed_on_takes_no_more_than_its_keys_share(place: Place, sent: list[Outgoing]) -> None:
    """A submission whose key has all the slots it may have is put off when its turn comes, and graded later."""
    rows = place.submit(*["right"] * 6)
    grader = FakeGrader()
    desk = desk_of(place, grader, slots=2)
    for row in rows[:3]:
        place.grade(row)
    grader.gate.clear()
    fourth = threading.Thread(target=desk.handle, args=(place.attempt_ids(rows[3])[0],))
    fourth.start()
    wait_until(lambda: len(grader.graded) == 1)
    with place.database.transaction() as session:
        lease = succession.take_next(session, "cpu", desk.worker_id, TERMS)
    assert lease is not None
    assert desk._admitted(lease) is None
    grader.gate.set()
    fourth.join()
    with place.database.reading() as session:
        [attempt] = submissions.list_attempts(session, rows[4].id)
    assert attempt.status is AttemptStatus.QUEUED


def test_an_attempt_that_is_handed_on_is_known_to_be_held(place: Place, sent: list[Outgoing]) -> None:
    """It is no orphan: the worker that leased it so says that it holds it while it is graded."""
    first, second = regrades(place, 2)
    started = send_one(place, sent)
    held: list[list[str]] = []
    grader = FakeGrader()
    desk = desk_of(place, grader)
    grade = grader.grade

    def looking(*arguments: Any, **options: Any) -> FakeGraded:
        held.append([lease.submission_id for lease in desk.held()])
        return grade(*arguments, **options)

    grader.grade = looking  # type: ignore[method-assign]
    desk.handle(started)
    assert held == [[first.id], [second.id]]
    assert desk.held() == []


def test_regrades_leave_room_while_live_work_comes_in(place: Place, sent: list[Outgoing]) -> None:
    """A regrade too many is put off as it was, holds no slot and no lease, and is leased or sent when one beside it has ended."""
    first, second = regrades(place, 2)
    started, too_many = (send_one(place, sent) for _ in range(2))
    grader = FakeGrader()
    grader.gate.clear()
    desk = desk_of(place, grader, slots=3)
    [live] = place.with_another_key().submit("right")
    busy = [threading.Thread(target=desk.handle, args=(name,)) for name in (place.attempt_ids(live)[0], started)]
    for thread in busy:
        thread.start()
    wait_until(lambda: len(grader.graded) == 2)
    desk.handle(too_many)
    waiting, held = regrade_of(place, second), desk.held()
    grader.gate.set()
    for thread in busy:
        thread.join()
    assert (waiting.id, waiting.status) == (too_many, AttemptStatus.QUEUED)
    assert (waiting.priority, waiting.sent_at) == (background.REGRADE_PRIORITY, None)
    assert {lease.submission_id for lease in held} == {live.id, first.id}
    for message in sent[1:]:  # if the live one was the last to end
        desk.handle(message.attempt_id)
    assert (sorted(grader.graded[:2]), grader.graded[2:]) == (sorted([live.id, first.id]), [second.id])


def test_regrades_that_were_put_off_are_sent_when_it_is_quiet(
    place: Place, sent: list[Outgoing], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first attempt to end when there is no live work any more has them sent."""
    monkeypatch.setattr(shares, "QUIET_S", 0.0)
    regrades(place, 2)
    started, too_many = (send_one(place, sent) for _ in range(2))
    grader = FakeGrader()
    grader.gate.clear()
    desk = desk_of(place, grader, slots=3)
    lease = place.take(started, desk.worker_id)
    assert lease is not None
    [live] = place.with_another_key().submit("right")
    running = threading.Thread(target=desk.handle, args=(place.attempt_ids(live)[0],))
    running.start()
    wait_until(lambda: len(grader.graded) == 1)
    assert desk._admitted(lease) is lease
    desk.handle(too_many)
    sent.clear()
    grader.gate.set()
    running.join()
    assert [message.attempt_id for message in sent] == [too_many]


def test_who_lost_a_regrade_hands_nothing_on(place: Place, sent: list[Outgoing]) -> None:
    """Its new holder will: otherwise more would be under way with each lease that is lost."""
    first, _ = regrades(place, 2)
    started = send_one(place, sent)
    grader = FakeGrader()
    grader.gate.clear()
    desk = desk_of(place, grader)
    losing = threading.Thread(target=desk.handle, args=(started,))
    losing.start()
    wait_until(lambda: len(grader.graded) == 1)
    with place.database.transaction() as session:
        assert attempts.give_back(session, desk.held()[0], fault=None)
    assert place.take(started, place.worker(slots=1)) is not None
    grader.gate.set()
    losing.join()
    assert grader.graded == [first.id]
