"""Slots and keys: who may run, who waits, and who sees to it that waiting ends."""

from __future__ import annotations

import pytest

from workers.shares import KeyShares


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
