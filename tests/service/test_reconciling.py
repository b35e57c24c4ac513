"""Repairs: what the broker lost, what died, what was left half done; on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from grader.config import Settings, load_settings
from grader.dispatch import Dispatcher
from grader.reconciling import Reconciler, Repairs
from grader.statuses import RejudgingStatus
from grader.store import Outgoing, events, exercises, fleet, queue, rejudgings
from grader.store.rejudgings import Selection
from grader.telemetry import merge
from tests.service.fakes import Place


@dataclass
class CountingBroker:
    """Stands in for the dispatcher: keeps what it was given, says how much of it still waits.

    Attributes:
        waiting: what `depth` answers; None if the broker is away.
    """

    sent: list[str] = field(default_factory=list)
    waiting: int | None = 0

    def send(self, messages: list[Outgoing]) -> None:
        """Keep the messages."""
        self.sent += [message.attempt_id for message in messages]

    def depth(self, device: str) -> int | None:
        """Say how many wait."""
        assert device == "cpu"
        return self.waiting


@pytest.fixture
def broker(place: Place) -> CountingBroker:
    """A broker that the database's messages go to."""
    broker = CountingBroker()
    place.database.after_commit = broker.send  # type: ignore[assignment]
    return broker


@pytest.fixture
def impatient() -> Settings:
    """Settings under which everything is at once old enough to be repaired."""
    return load_settings(resend_after_s=1e-9, reconcile_s=0.01)


def make(place: Place, broker: CountingBroker, settings: Settings, holder: str = "here") -> Reconciler:
    """Make a reconciler on this broker."""
    return Reconciler(place.database, broker, settings, holder=holder)  # type: ignore[arg-type]


@pytest.fixture
def reconciler(place: Place, broker: CountingBroker, impatient: Settings) -> Reconciler:
    """A reconciler that works in the test's own thread."""
    return make(place, broker, impatient)


def test_what_the_broker_lost_is_sent_again(place: Place, broker: CountingBroker, reconciler: Reconciler) -> None:
    """A broker that came back empty gets every waiting message again, in the order they came."""
    rows = place.submit(*["x"] * 4)
    lost = list(broker.sent)
    broker.sent.clear()
    place.grade(rows[0])
    assert reconciler.run_once() == Repairs(resent=3, revived=0, started=0)
    assert broker.sent == lost[1:]


def test_what_the_broker_holds_is_left_alone(place: Place, broker: CountingBroker, reconciler: Reconciler) -> None:
    """As many messages are sent again as the broker has too few; none while it does not answer."""
    place.submit(*["x"] * 4)
    broker.waiting = 4
    assert reconciler.run_once() == Repairs(0, 0, 0)
    broker.waiting = 3
    assert reconciler.run_once() == Repairs(1, 0, 0)
    broker.waiting = None
    assert reconciler.run_once() == Repairs(0, 0, 0)


def test_a_dead_lease_is_offered_again(place: Place, broker: CountingBroker, reconciler: Reconciler) -> None:
    """Attempts of a worker that is gone are sent again; those of a living one are not."""
    [row] = place.submit("x")
    [attempt_id] = place.attempt_ids(row)
    worker_id = place.worker()
    assert place.take(attempt_id, worker_id) is not None
    broker.sent.clear()
    assert reconciler.run_once() == Repairs(0, 0, 0)
    place.stop_worker(worker_id)
    assert reconciler.run_once() == Repairs(resent=0, revived=1, started=0)
    assert broker.sent == [attempt_id]


def test_a_rejudging_left_half_selected_goes_on(place: Place, broker: CountingBroker, reconciler: Reconciler) -> None:
    """A set whose process died while selecting is selected to its end, run, and made ready."""
    rows = place.submit("x", "y")
    for row in rows:
        place.grade(row)
    with place.database.transaction() as session:
        version = exercises.get_version(session, place.tenant_id, "detach")
        opened = rejudgings.start(
            session, place.tenant_id, Selection("detach"), version, reason="r", device=None, actor="k"
        )
    broker.sent.clear()
    repairs = reconciler.run_once()
    assert repairs is not None
    assert repairs.started == 2
    worker_id = place.worker()
    for attempt_id in broker.sent:
        lease = place.take(attempt_id, worker_id)
        assert lease is not None
        assert place.finish(lease)
    reconciler.run_once()
    with place.database.reading() as session:
        assert rejudgings.get(session, place.tenant_id, opened.id).status is RejudgingStatus.READY


def test_one_process_at_a_time_reconciles(place: Place, broker: CountingBroker, impatient: Settings) -> None:
    """A second process leaves the work to the first until that one lets go."""
    first, second = (make(place, broker, impatient, holder) for holder in ("one", "two"))
    assert first.run_once() is not None
    assert second.run_once() is None
    first.start()
    first.stop()
    assert second.run_once() is not None


def test_a_duty_runs_out(place: Place) -> None:
    """A holder that died loses its duty when its time is up."""
    with place.database.transaction() as session:
        assert fleet.hold_duty(session, "reconcile", "dead", for_s=-1)
        assert fleet.hold_duty(session, "reconcile", "alive", for_s=60)
        assert not fleet.hold_duty(session, "reconcile", "dead", for_s=60)


def test_the_queue_can_be_counted(place: Place, broker: CountingBroker) -> None:
    """Depths tell queued from running by priority; counting to a limit stops there."""
    rows = place.submit(*["x"] * 6)
    place.take(place.attempt_ids(rows[0])[0], place.worker())
    with place.database.reading() as session:
        depths = [(line.priority, line.queued, line.running) for line in queue.depths(session)]
        assert queue.count_live_queued(session, stop_at=100) == 5
        assert queue.count_live_queued(session, stop_at=2) == 2
    assert depths == [(0, 3, 1), (1, 2, 0)]


def test_counts_survive_the_workers_that_made_them(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a worker's row is removed what it counted is kept, so that no counter ever falls."""
    counted = {"counters": {"verdicts": {"accepted": 3}}, "histograms": {}}
    for _ in range(2):
        worker_id = place.worker()
        with place.database.transaction() as session:
            fleet.beat(session, worker_id, metrics=counted)
    monkeypatch.setattr(fleet, "KEEP_GONE_S", -1.0)
    with place.database.transaction() as session:
        assert fleet.retire(session, merge) == 2
        assert fleet.retire(session, merge) == 0
    with place.database.reading() as session:
        assert merge(fleet.all_metrics(session))["counters"] == {"verdicts": {"accepted": 6}}


def test_old_events_are_forgotten(place: Place) -> None:
    """Events past their time go, younger ones stay."""
    [row] = place.submit("x")
    with place.database.transaction() as session:
        events.forget_older_than(session, timedelta(days=1))
        assert len(events.follow(session, row.id)) == 1
        events.forget_older_than(session, timedelta(seconds=-1))
        assert events.follow(session, row.id) == []
        events.forget_older_than(session, timedelta(seconds=-1))


def test_the_broker_is_asked_in_bounded_time() -> None:
    """A broker that is not there costs no exception: nothing is sent, the depth is unknown."""
    dispatcher = Dispatcher("redis+socket:///nowhere/redis.sock")
    dispatcher.send([Outgoing("att_1", "cpu", 0)])
    assert dispatcher.depth("cpu") is None
    assert not dispatcher.ping()
    dispatcher.close()
