"""A suspect and the others in a worker: nothing is beside it, and it does not wait for ever to be alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.api.receiver import wait_until
from workers.room import Room

#: Long enough for a thread that may enter to have done so, seconds.
_A_WHILE_S = 0.2


class Visit:
    """Someone who asks to be let in, and stays inside until told to leave."""

    def __init__(self, room: Room, *, alone: bool) -> None:
        self.inside, self.leave = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._make, args=(room, alone), daemon=True)
        self._thread.start()

    def _make(self, room: Room, alone: bool) -> None:
        with room.enter(alone=alone):
            self.inside.set()
            self.leave.wait()


@pytest.mark.parametrize("alone", [True, False])
def test_nothing_is_beside_a_suspect(*, alone: bool) -> None:
    """It goes in when the room is empty, and whoever comes then goes in when it is over."""
    room = Room()
    other = Visit(room, alone=alone)
    wait_until(other.inside.is_set)
    suspect = Visit(room, alone=True)
    assert not suspect.inside.wait(_A_WHILE_S)
    other.leave.set()
    wait_until(suspect.inside.is_set)
    other = Visit(room, alone=alone)
    assert not other.inside.wait(_A_WHILE_S)
    suspect.leave.set()
    wait_until(other.inside.is_set)
    other.leave.set()


def test_a_suspect_is_not_overtaken() -> None:
    """Nobody goes in while one waits to be alone: in a room that is never empty it would wait for ever."""
    room = Room()
    first = Visit(room, alone=False)
    wait_until(first.inside.is_set)
    suspect = Visit(room, alone=True)
    assert not suspect.inside.wait(_A_WHILE_S)
    second = Visit(room, alone=False)
    assert not second.inside.wait(_A_WHILE_S)
    first.leave.set()
    wait_until(suspect.inside.is_set)
    assert not second.inside.is_set()
    suspect.leave.set()
    wait_until(second.inside.is_set)
    second.leave.set()


def test_two_who_take_turns_let_a_suspect_in() -> None:
    """Slots in which one attempt follows another at once are never both empty by themselves, and still make room."""
    room = Room()
    stop = threading.Event()

    def attempts_in_a_row() -> None:
        while not stop.is_set():
            with room.enter(alone=False):
                stop.wait(0.01)

    with _threads(stop) as slots:
        running = [slots.submit(attempts_in_a_row) for _ in range(2)]
        suspect = Visit(room, alone=True)
        assert suspect.inside.wait(10)
        suspect.leave.set()
        stop.set()
        for each in running:
            each.result(10)


@contextmanager
def _threads(stop: threading.Event) -> Iterator[ThreadPoolExecutor]:
    """Two threads, which are told to stop in the end."""
    with ThreadPoolExecutor(2) as pool:
        try:
            yield pool
        finally:
            stop.set()
