"""A worker inside this process, fed by a real consumer: in memory, and through a real Redis."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from grader import rejudging, worker_host
from grader.config import Settings, load_settings
from grader.deployment import Deployment, open_deployment, publish_shared_exercises
from grader.dispatch import Dispatcher
from grader.errors import ConfigurationError
from grader.models import Submission
from grader.reconciling import Reconciler
from grader.statuses import SubmissionStatus
from grader.store import ConflictError, Database, Outgoing, attempts, fleet, rejudgings
from grader.store.attempts import Lease
from grader.store.rejudgings import Selection
from grader.worker_host import GraderBench, WorkerHost
from tests.servers import Redis
from tests.service.fakes import FakeGrader, Place, make_place
from workers.tasks import GradingDesk

SLOTS = 2


@pytest.fixture
def settings(database_url: str, broker_url: str, tmp_path: Path) -> Settings:
    """Settings for a deployment of the test's own, quick to notice what is wrong."""
    return load_settings(
        database_url=database_url,
        broker_url=broker_url,
        data_dir=tmp_path,
        heartbeat_s=0.05,
        reconcile_s=0.05,
        resend_after_s=0.2,
        drain_s=0.5,
    )


@pytest.fixture
def deployment(settings: Settings, place: Place) -> Iterator[Deployment]:
    """The deployment, with the real exercises published and the messages of `place` going to its broker."""
    with open_deployment(settings, settings.broker_url) as opened:
        publish_shared_exercises(opened)
        place.database.after_commit = opened.dispatcher.send
        opened.feed.start()
        yield opened


@pytest.fixture
def grader() -> FakeGrader:
    """A grader that does what the program says."""
    return FakeGrader()


@contextmanager
def working(deployment: Deployment, grader: FakeGrader) -> Iterator[WorkerHost]:
    """A worker that takes messages."""
    host = WorkerHost(deployment, device="cpu", slots=SLOTS, open_grader=grader.open)
    host.start()
    try:
        assert host.wait_until_ready()
        yield host
    finally:
        host.stop()


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until the condition holds."""
    for _ in range(3000):
        if condition():
            return
        threading.Event().wait(0.01)
    pytest.fail(f"waited in vain for {what}")


def finished(place: Place, rows: Sequence[Submission]) -> bool:
    """Whether every submission has its verdict."""
    return all(place.state(row)[0].status is SubmissionStatus.FINISHED for row in rows)


def test_a_worker_grades_what_is_submitted(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """Submissions become verdicts, no more at a time than there are slots."""
    with working(deployment, grader):
        rows = place.submit(*["right"] * 10, "wrong")
        wait_for(lambda: finished(place, rows), "the verdicts")
    assert [place.state(row)[0].verdict for row in rows] == ["accepted"] * 10 + ["wrong_answer"]
    assert sorted(grader.graded) == sorted(row.id for row in rows)
    assert grader.most_at_once <= SLOTS


def test_a_flood_of_one_key_does_not_hold_up_another(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """A submission of a key with little waiting is served before most of another key's flood, though it came last."""
    flood = place.submit(*["right"] * 60)
    [other] = place.with_another_key().submit("right")
    with working(deployment, grader):
        wait_for(lambda: finished(place, [*flood, other]), "the verdicts")
    assert grader.graded.index(other.id) < 10


def test_a_stopping_worker_loses_nothing(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """What runs when a worker stops is finished by it or by the next one, once."""
    grader.gate.clear()
    with working(deployment, grader):
        rows = place.submit(*["right"] * 5)
        wait_for(lambda: len(grader.graded) == SLOTS - 1, "the first of one key")
        threading.Timer(1.5, grader.gate.set).start()
    with deployment.database.reading() as session:
        assert fleet.list_live(session, heartbeat_s=60) == []
    reconciler = Reconciler(deployment.database, deployment.dispatcher, deployment.settings, holder="test")
    with working(deployment, grader):
        reconciler.start()
        wait_for(lambda: finished(place, rows), "the verdicts")
        reconciler.stop()
    assert {place.state(row)[0].verdict for row in rows} == {"accepted"}
    assert {len(place.attempt_ids(row)) for row in rows} == {1}


def test_a_worker_in_the_middle_of_a_rejudging_stops_at_once(
    place: Place, deployment: Deployment, grader: FakeGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends the regrades that run and begins no other, however many wait."""
    patient = replace(deployment, settings=deployment.settings.model_copy(update={"drain_s": 60.0}))
    stop = GradingDesk.hand_nothing_on

    def stop_and_let_end(desk: GradingDesk) -> None:
        stop(desk)
        grader.gate.set()

    monkeypatch.setattr(GradingDesk, "hand_nothing_on", stop_and_let_end)
    with working(patient, grader):
        rows = place.submit(*["right"] * 20)
        wait_for(lambda: finished(place, rows), "the verdicts")
        order = rejudging.Order(Selection("detach"), "r")
        rejudging.start(place.database, place.tenant_id, order, actor="test", heartbeat_s=60)
        wait_for(lambda: len(grader.graded) > len(rows) + SLOTS, "some regrades")
        grader.gate.clear()
        begun = len(grader.graded)
    assert len(grader.graded) <= begun + SLOTS  # each slot may have been between two
    with place.database.reading() as session:
        [opened] = rejudgings.list_page(session, place.tenant_id).items
        assert rejudgings.progress(session, opened).finished == len(grader.graded) - len(rows)


def test_a_worker_asked_to_drain_ends(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """Draining is asked for through the database; the worker notices with its next heartbeat."""
    with working(deployment, grader) as host:
        with place.database.transaction() as session:
            [row] = fleet.list_live(session, heartbeat_s=60)
            assert fleet.drain(session, row.id)
        wait_for(host.ended.is_set, "the end")
        assert host.failed is None


def test_a_predecessors_leases_die_at_once(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """A worker that starts where one was killed declares it dead: its attempts wait for no time-out."""
    [row] = place.submit("right")
    lease: list[Lease | None] = []
    with working(deployment, grader):
        with place.database.reading() as session:
            [mine] = fleet.list_live(session, heartbeat_s=60)
        wait_for(lambda: finished(place, [row]), "the verdict")
    [row] = place.submit("right")
    killed = place.worker(at=mine.place, process="999999:1")
    lease.append(place.take(place.attempt_ids(row)[0], killed))
    reconciler = Reconciler(deployment.database, deployment.dispatcher, deployment.settings, holder="test")
    with working(deployment, grader):
        reconciler.start()
        wait_for(lambda: finished(place, [row]), "the verdict")
        reconciler.stop()
    assert lease[0] is not None
    assert not place.finish(lease[0], "wrong_answer", 0.0)
    assert place.state(row)[0].verdict == "accepted"


def test_all_workers_draw_variants_alike(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """A worker with another secret than the deployment's does not start."""
    with working(deployment, grader):
        pass
    other = deployment.settings.model_copy(update={"data_dir": deployment.settings.data_dir / "elsewhere"})
    stranger = Deployment(other, deployment.database, deployment.dispatcher, deployment.feed, deployment.broker_url)
    with pytest.raises(ConflictError, match="GRADER_VARIANTS_SECRET"):
        WorkerHost(stranger, device="cpu", slots=1, open_grader=grader.open).start()


@pytest.mark.redis
def test_a_worker_finds_its_way_back_to_redis(sqlite_url: str, tmp_path: Path, grader: FakeGrader) -> None:
    """Redis killed with everything in it and started again: what waited is graded, and what comes later too."""
    with Redis() as server:
        settings = load_settings(
            database_url=sqlite_url,
            broker_url=server.url,
            data_dir=tmp_path,
            heartbeat_s=0.05,
            reconcile_s=0.1,
            resend_after_s=0.3,
        )
        place = make_place(Database(sqlite_url))
        with open_deployment(settings, server.url) as deployment:
            publish_shared_exercises(deployment)
            place.database.after_commit = deployment.dispatcher.send
            reconciler = Reconciler(deployment.database, deployment.dispatcher, settings, holder="test")
            with working(deployment, grader):
                reconciler.start()
                grader.gate.clear()
                before = place.submit(*["right"] * 6)
                wait_for(lambda: len(grader.graded) == SLOTS - 1, "the first of one key")
                server.kill()
                during = place.submit(*["right"] * 3)
                grader.gate.set()
                server.start()
                rows = before + during
                wait_for(lambda: finished(place, rows), "the verdicts")
                after = place.submit("wrong")
                wait_for(lambda: finished(place, after), "the verdict after it")
                reconciler.stop()
        assert {len(place.attempt_ids(row)) for row in rows} == {1}
        place.database.close()


def test_a_broker_of_another_kind_is_refused() -> None:
    """A broker that is not supported is named when the process starts."""
    with pytest.raises(ConfigurationError, match="GRADER_BROKER_URL"):
        Dispatcher("amqp://localhost")


def test_messages_of_unknown_attempts_do_no_harm(place: Place, deployment: Deployment, grader: FakeGrader) -> None:
    """A forged or stale id in the queue is dropped, and the work after it is done."""
    with working(deployment, grader):
        deployment.dispatcher.send([Outgoing(name, "cpu", 0) for name in ("att_none", "", "\x00", "x" * 5000)])
        [row] = place.submit("right")
        wait_for(lambda: finished(place, [row]), "the verdict")
    assert grader.graded == [row.id]


def test_a_worker_that_hears_nothing_ends(
    place: Place, deployment: Deployment, grader: FakeGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where messages wait and the consumer gets none the worker ends with a reason, to be started again."""
    monkeypatch.setattr(worker_host, "_STALL_S", 0.0)
    with working(deployment, grader) as host:
        assert not host.ended.is_set()
        monkeypatch.setattr(deployment.dispatcher, "depth", lambda _device: 5)
        wait_for(host.ended.is_set, "the end")
    assert "messages wait" in (host.failed or "")
    assert place.tenant_id


def test_a_lease_nobody_knows_of_is_given_back(
    place: Place, deployment: Deployment, grader: FakeGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lease left by a commit that was cut off is found by the heartbeat of the worker it is in the name of."""
    monkeypatch.setattr(attempts, "_ORPHAN_S", 0.0)
    with working(deployment, grader):
        with place.database.reading() as session:
            [worker] = fleet.list_live(session, heartbeat_s=60)
        dispatch, place.database.after_commit = place.database.after_commit, None
        [row] = place.submit("right")
        assert place.take(place.attempt_ids(row)[0], worker.id) is not None
        place.database.after_commit = dispatch
        wait_for(lambda: finished(place, [row]), "the verdict")
    attempt = place.state(row)[1]
    assert attempt is not None
    assert (attempt.verdict, attempt.deaths) == ("accepted", 0)


def test_a_worker_whose_sandbox_closes_ends_and_says_why(deployment: Deployment, grader: FakeGrader) -> None:
    """A worker whose device is gone for good ends by itself, and the fleet keeps the reason for who asks."""
    reason: list[str] = []

    @contextmanager
    def open_closing(settings: Settings, device: str, slots: int) -> Iterator[GraderBench]:
        yield GraderBench(grader, {"sandbox": []}, lambda: "".join(reason))

    host = WorkerHost(deployment, device="cuda", slots=SLOTS, open_grader=open_closing)
    host.start()
    try:
        reason.append("3 children in a row could not open the device")
        wait_for(host.ended.is_set, "the end")
        assert host.failed == reason[0]
    finally:
        host.stop()
    with deployment.database.reading() as session:
        assert fleet.closed_devices(session, heartbeat_s=60) == {"cuda": reason[0]}
