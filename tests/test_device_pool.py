"""The pool of waiting children: single use, refill, failures, hanging children - all with children that are none."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from workers.device_pool import MOST_FAILURES, DevicePool, LaneClosedError
from workers.device_run import ContextError
from workers.outcome import Ending, Limits, Outcome
from workers.supervision import ServerLostError

OUTCOME = Outcome(Ending.EXITED, 0, None, b"", b"", b"", 0.0, 0.0, 0, started=True)
FACTS = {"gpu": "none"}


class Child:
    """A child that is none."""

    def __init__(self, seat: int) -> None:
        self.seat = seat
        self.waiting = True
        self.abandoned: int | None = None
        self.runs = 0
        self.discarded = False

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Count the runs."""
        self.runs += 1
        return OUTCOME

    def discard(self) -> None:
        """Note that nobody needed it."""
        self.discarded = True


class Driver:
    """Opens a "device" for one child after the other, as told."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.trouble: list[Exception | None] = []
        self.hold = threading.Event()
        self.hold.set()

    def prepare(self, seat: int) -> tuple[Child, dict[str, Any]]:
        """Make a child, or the next trouble."""
        self.hold.wait()
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble is not None:
            raise trouble
        self.children.append(Child(seat))
        return self.children[-1], FACTS


@pytest.fixture
def driver() -> Driver:
    """Return a driver without trouble."""
    return Driver()


MakePool = Callable[..., DevicePool]


@pytest.fixture
def make_pool(driver: Driver) -> Iterator[MakePool]:
    """Return a function that starts a pool on the driver."""
    with ExitStack() as stack:

        def make(**options: Any) -> DevicePool:
            pool = DevicePool(driver.prepare, **{"seats": 4, "ready": 2, "spare": 1, "pause": 0.001, **options})
            pool.start()
            stack.callback(pool.stop)
            return pool

        yield make


def until(holds: Callable[[], object]) -> None:
    """Wait for something that must come."""
    for _ in range(2000):
        if holds():
            return
        time.sleep(0.005)
    raise AssertionError("it did not come")


def hanging(error: ContextError) -> tuple[ContextError, int]:
    """A failure whose child hangs, and the descriptor that ends its hanging when it is closed."""
    reader, writer = os.pipe()
    error.abandoned = reader
    return error, writer


def use(pool: DevicePool) -> Child:
    """Use one child."""
    with pool.child() as child:
        child.run(b"", Limits())
        assert isinstance(child, Child)
        return child


def test_children_wait_ahead_of_need(driver: Driver, make_pool: MakePool) -> None:
    """As many children get ready as are wanted before anybody asks, and no more."""
    make_pool(ready=2)
    until(lambda: len(driver.children) == 2)
    time.sleep(0.05)
    assert len(driver.children) == 2


def test_each_child_is_used_once(driver: Driver, make_pool: MakePool) -> None:
    """Every run has a child of its own, and each that was used is replaced."""
    pool = make_pool()
    used = [use(pool) for _ in range(6)]
    assert len(set(map(id, used))) == 6
    assert all(child.runs == 1 for child in used)
    until(lambda: len(driver.children) == 8)


def test_seats_bound_how_many_exist(driver: Driver, make_pool: MakePool) -> None:
    """Running and waiting children together never take more seats than there are, and no two the same one."""
    pool = make_pool(seats=3, ready=2)
    with pool.child() as first, pool.child() as second:
        until(lambda: len(driver.children) == 3)
        time.sleep(0.05)
        assert len(driver.children) == 3
        assert isinstance(first, Child)
        assert isinstance(second, Child)
        assert len({child.seat for child in driver.children}) == 3
    until(lambda: len(driver.children) == 4)


def test_child_that_died_while_it_waited_is_not_used(driver: Driver, make_pool: MakePool) -> None:
    """A child that the driver ended while it waited is passed over, and its seat is used again."""
    pool = make_pool(ready=1)
    until(lambda: driver.children)
    driver.children[0].waiting = False
    assert use(pool) is not driver.children[0]
    assert driver.children[0].discarded


def test_facts_are_those_of_the_latest(driver: Driver, make_pool: MakePool) -> None:
    """What is told of the device comes from the children."""
    pool = make_pool()
    until(lambda: pool.facts)
    assert pool.facts == FACTS


def test_single_failures_are_made_good(driver: Driver, make_pool: MakePool) -> None:
    """Failures with a success between them close nothing."""
    driver.trouble = [ContextError("once"), None, ContextError("again"), None, ContextError("and again"), None]
    pool = make_pool()
    for _ in range(4):
        use(pool)
    assert pool.closed == ""


def test_failures_in_a_row_close_the_lane(driver: Driver, make_pool: MakePool) -> None:
    """When no child can open the device the lane closes, says the last reason, and whoever waits is told at once."""
    driver.trouble = [ContextError(f"number {count}") for count in range(MOST_FAILURES)]
    pool = make_pool()
    with pytest.raises(LaneClosedError, match=f"number {MOST_FAILURES - 1}"):
        use(pool)
    assert driver.children == []
    assert "in a row" in pool.closed


def test_closed_lane_gives_no_child_that_still_waits(driver: Driver, make_pool: MakePool) -> None:
    """Once closed, a lane takes no more work, whatever still waits in it."""
    driver.trouble = [None, *(ContextError("gone") for _ in range(MOST_FAILURES))]
    pool = make_pool(ready=2)
    until(lambda: pool.closed)
    with pytest.raises(LaneClosedError, match="gone"):
        use(pool)


def test_abandoned_child_keeps_its_seat_until_it_goes(driver: Driver, make_pool: MakePool) -> None:
    """A run whose child hangs has its outcome; the seat is lost until the kernel lets go, and counted meanwhile."""
    pool = make_pool(seats=2, ready=1)
    reader, writer = os.pipe()
    with pool.child() as child:
        child.abandoned = reader
    assert pool.abandoned == 1
    assert pool.closed == ""
    before = len(driver.children)
    use(pool)
    os.close(writer)  # the process is gone
    until(lambda: pool.abandoned == 0)
    until(lambda: len(driver.children) > before)


def test_too_many_hanging_children_close_the_lane(driver: Driver, make_pool: MakePool) -> None:
    """When more children hang than can be spared the lane closes and asks for a reset of the device."""
    pool = make_pool(seats=4, ready=1, spare=1)
    writers = []
    for _ in range(2):
        with pool.child() as child:
            child.abandoned, writer = os.pipe()
            writers.append(writer)
    assert "needs a reset" in pool.closed
    with pytest.raises(LaneClosedError):
        use(pool)
    for writer in writers:
        os.close(writer)


def test_child_that_hangs_while_it_opens_counts_too(driver: Driver, make_pool: MakePool) -> None:
    """A context that hangs for ever is abandoned like a run that does."""
    error, writer = hanging(ContextError("it did not get ready"))
    driver.trouble = [error]
    pool = make_pool(seats=3, ready=1)
    use(pool)
    assert pool.abandoned == 1
    os.close(writer)
    until(lambda: pool.abandoned == 0)


def test_lost_fork_server_is_told(driver: Driver, make_pool: MakePool) -> None:
    """When the fork server dies whoever waits learns it, so that another is started."""
    driver.trouble = [ServerLostError("it died")]
    pool = make_pool()
    with pytest.raises(ServerLostError, match="it died"):
        use(pool)


def test_fault_of_ours_closes_the_lane(driver: Driver, make_pool: MakePool) -> None:
    """A bug in getting children ready leaves nobody waiting: the lane closes and names it."""
    driver.trouble = [ValueError("not an announcement")]
    pool = make_pool()
    with pytest.raises(LaneClosedError, match="ValueError: not an announcement"):
        use(pool)


def test_stop_ends_what_waits(driver: Driver, make_pool: MakePool) -> None:
    """Stopping ends every waiting child, and nobody gets one any more."""
    pool = make_pool()
    until(lambda: len(driver.children) == 2)
    pool.stop()
    assert all(child.discarded for child in driver.children)
    with pytest.raises(LaneClosedError):
        use(pool)
