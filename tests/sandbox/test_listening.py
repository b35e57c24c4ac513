"""What a run says is heard with as few awakenings as can be."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from workers import listening
from workers.listening import Listener, Pipe

_LONG = 10.0


@dataclass
class Line:
    """Both ends of what a run speaks through."""

    pipe: Pipe
    control: socket.socket
    server: socket.socket

    def listener(self, *, at_once: bool = False) -> Listener:
        """What waits for the run."""
        return Listener(self.control.fileno(), [self.pipe], [self.pipe] if at_once else [])

    def says(self, content: bytes) -> None:
        """Have the child write."""
        os.write(self.pipe.writer, content)


@pytest.fixture
def line() -> Iterator[Line]:
    """One pipe and a control socket."""
    with ExitStack() as stack:
        control, server = (stack.enter_context(each) for each in socket.socketpair())
        yield Line(Pipe(stack, stack), control, server)


def wait(listener: Listener, seconds: float) -> bool:
    """Wait so long at most."""
    now = time.monotonic()
    return listener.wait(now, now + seconds)


def test_pipes_wake_nobody_at_first(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child writes in its first moments is left where it is until the fork server says something."""
    monkeypatch.setattr(listening, "_UNREAD_SECONDS", _LONG)
    listener = line.listener()
    line.says(b"printed")
    assert not wait(listener, 0.05)
    line.server.send(b"forked")
    assert wait(listener, _LONG)
    assert line.pipe.size == 0


def test_pipes_are_read_after_a_while(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes more than a pipe holds is not kept waiting for long, and what is read has an end."""
    monkeypatch.setattr(listening, "_UNREAD_SECONDS", 0.05)
    begun = time.monotonic()
    listener = line.listener()
    line.says(b"printed")
    for _ in range(2):  # until it is over, and for what came in the meantime
        wait(listener, 1.0)
    assert time.monotonic() - begun >= 0.05
    assert line.pipe.content() == b"printed"


def test_a_first_byte_is_heard_at_once_where_it_matters(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that is waited for from the beginning is read when the first bytes come, and then left alone like the others."""
    monkeypatch.setattr(listening, "_UNREAD_SECONDS", _LONG)
    listener = line.listener(at_once=True)
    line.says(b"\x01")
    assert not wait(listener, _LONG)
    assert line.pipe.content() == b"\x01"
    line.says(b"more")
    assert not wait(listener, 0.05)
    assert line.pipe.content() == b"\x01"


def test_a_pipe_that_has_ended_wakes_nobody(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that closes its pipes and lives on is waited for like any other."""
    monkeypatch.setattr(listening, "_UNREAD_SECONDS", 0.0)
    with ExitStack() as stack:
        handed = ExitStack()
        ended = Pipe(stack, handed)
        handed.close()
        listener = Listener(line.control.fileno(), [ended])
        wait(listener, _LONG)
        begun = time.monotonic()
        assert not wait(listener, 0.05)
    assert time.monotonic() - begun >= 0.04
