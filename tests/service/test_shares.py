"""Slots, keys and background work: who may run, who waits, and who sees to it that waiting ends."""

from __future__ import annotations

import pytest

from workers.shares import QUIET_S, BackgroundShare, KeyShares


class Clock:
    """Tells the time that the test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock of the test's own."""
    return Clock()


def background_of(share: BackgroundShare, *names: str) -> list[bool]:
    """Whether background attempts of these names may run, one after the other."""
    return [share.enter(name, background=True) for name in names]


def test_a_key_has_all_slots_but_one() -> None:
    """The attempt that would take a key's last slot is put off; another key's, one that no key sent, and its own again run."""
    shares = KeyShares(3)
    assert [shares.enter("a", name) for name in ("1", "2", "3", "2")] == [True, True, False, True]
    assert shares.enter("b", "4")
    assert shares.enter(None, "5")


def test_a_worker_of_one_slot_serves_everybody() -> None:
    """Where there is one slot, a key has it."""
    assert KeyShares(1).enter("a", "1")


def test_what_was_put_off_is_asked_for_once_there_is_room() -> None:
    """Put-off work goes on when one of its key's has ended, said to one asker only, and not while the key has its share."""
    shares = KeyShares(2)
    assert shares.enter("a", "1")
    assert not shares.may_go_on("a")
    assert not shares.enter("a", "2")
    assert not shares.may_go_on("a")
    shares.leave("a", "1")
    shares.leave("a", "1")
    assert [shares.may_go_on("a"), shares.may_go_on("a")] == [True, False]


@pytest.mark.parametrize("leaves_first", [True, False])
def test_nothing_stays_put_off_unseen(*, leaves_first: bool) -> None:
    """Of who puts work off and who makes room, both of whom look afterwards, exactly the later one is told to see to it."""
    shares = KeyShares(2)
    assert shares.enter("a", "1")
    assert not shares.enter("a", "2")
    told = []
    if leaves_first:
        shares.leave("a", "1")
        told += [shares.may_go_on("a"), shares.may_go_on("a")]
    else:
        told.append(shares.may_go_on("a"))
        shares.leave("a", "1")
        told.append(shares.may_go_on("a"))
    assert told == [leaves_first, not leaves_first]


def test_background_work_has_every_slot_it_gets_while_it_is_quiet(clock: Clock) -> None:
    """Where there is no live work, nothing is put off."""
    share = BackgroundShare(4, clock)
    assert background_of(share, "1", "2", "3", "4") == [True] * 4
    assert not share.may_go_on()


def test_background_work_leaves_two_slots_beside_live_work(clock: Clock) -> None:
    """Beside a live attempt background work begins in all slots but two; one that ends makes room for another."""
    share = BackgroundShare(4, clock)
    assert share.enter("live", background=False)
    assert background_of(share, "1", "2", "3") == [True, True, False]
    share.leave("1")
    assert background_of(share, "4") == [True]


@pytest.mark.parametrize("slots", [1, 2, 3])
def test_live_work_never_stops_a_rejudging(clock: Clock, slots: int) -> None:
    """However few slots there are, one background attempt goes on beside live work."""
    share = BackgroundShare(slots, clock)
    assert share.enter("live", background=False)
    assert background_of(share, "1", "2") == [True, False]


def test_live_work_is_never_put_off(clock: Clock) -> None:
    """Whatever background work runs, a live attempt may."""
    share = BackgroundShare(3, clock)
    background_of(share, "1", "2", "3")
    assert [share.enter(name, background=False) for name in ("a", "b", "c")] == [True] * 3


def test_the_next_live_attempt_is_expected_for_a_while(clock: Clock) -> None:
    """Background work that was put off may go on a second after the last live attempt, said to one asker only."""
    share = BackgroundShare(3, clock)
    share.enter("live", background=False)
    assert background_of(share, "1", "2") == [True, False]
    clock.now += 2 * QUIET_S
    assert not share.may_go_on()
    share.leave("live")
    clock.now += QUIET_S / 2
    share.leave("live")
    assert not share.may_go_on()
    clock.now += QUIET_S / 2
    assert [share.may_go_on(), share.may_go_on()] == [True, False]
    assert background_of(share, "2") == [True]


@pytest.mark.parametrize("leaves_first", [True, False])
def test_no_background_work_stays_put_off_unseen(clock: Clock, *, leaves_first: bool) -> None:
    """Of who puts it off and who makes room, both of whom look afterwards, exactly the later one is told to see to it."""
    share = BackgroundShare(3, clock)
    share.enter("live", background=False)
    assert background_of(share, "1", "2") == [True, False]
    told = []
    if leaves_first:
        share.leave("1")
        told += [share.may_go_on(), share.may_go_on()]
    else:
        told.append(share.may_go_on())
        share.leave("1")
        told.append(share.may_go_on())
    assert told == [leaves_first, not leaves_first]
