"""The watch over one run, with a fork server that answers when the test wants it to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from workers import protocol
from workers.outcome import Ending, Limits, Outcome
from workers.supervision import ServerLostError, Supervision

Play = Callable[[list[int]], None]
SPIN = "while True: pass"
FLOOD = "import os\nwhile True: os.write(1, b'x' * 65536)"


@pytest.fixture
def channel() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Return both ends of a fork server's socket."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        yield ours, theirs


def watch(channel: tuple[socket.socket, socket.socket], limits: Limits, play: Play) -> Outcome:
    """Run a supervision while `play` has the fork server's part; it is given the descriptors of the request."""
    ours, theirs = channel

    def serve() -> None:
        _, descriptors = protocol.receive(theirs)
        try:
            play(descriptors)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    server = threading.Thread(target=serve)
    server.start()
    try:
        return Supervision(ours, protocol.Task.JOB, b"", limits, 0, None).outcome()
    finally:
        server.join()


def say(control: int, answer: protocol.Forked | protocol.Ended, *descriptors: int) -> None:
    """Send an answer on a run's control socket."""
    with socket.socket(fileno=os.dup(control)) as sender:
        protocol.send(sender, answer.encode(), descriptors)


def test_child_that_spent_its_time_may_be_slow_to_go(channel: tuple[socket.socket, socket.socket]) -> None:
    """A child killed for its processor time just before the wall clock runs out is no sign of a lost fork server."""
    limits = Limits(cpu_seconds=0.2, wall_seconds=4.0)
    late = threading.Event()

    def play(descriptors: list[int]) -> None:
        _job, record, _out, _err, control = descriptors
        os.write(record, protocol.STARTED)
        with subprocess.Popen([sys.executable, "-c", SPIN]) as child:
            process = os.pidfd_open(child.pid)
            say(control, protocol.Forked(), process)
            os.close(process)
            child.wait()
            late.wait(limits.wall_seconds + 0.5)  # reaped only when the wall clock has run out too
            say(control, protocol.Ended(signal.SIGKILL, 0.2, 0))

    assert watch(channel, limits, play).ending is Ending.CPU_LIMIT


def test_child_that_floods_before_it_is_announced(channel: tuple[socket.socket, socket.socket]) -> None:
    """A child that passes a cap before the fork server could say that it exists is killed as soon as it is known."""
    limits = Limits(wall_seconds=4.0, output_bytes=1 << 16)

    def play(descriptors: list[int]) -> None:
        _job, record, out, _err, control = descriptors
        os.write(record, protocol.STARTED)
        with subprocess.Popen([sys.executable, "-c", FLOOD], stdout=out) as child:
            process = os.pidfd_open(child.pid)
            threading.Event().wait(1.0)  # by now it has written more than it may
            say(control, protocol.Forked(), process)
            os.close(process)
            child.wait()
            say(control, protocol.Ended(signal.SIGKILL, 0.0, 0))

    assert watch(channel, limits, play).ending is Ending.OUTPUT_LIMIT


def test_beginning_is_known_where_the_fork_server_is_lost_at_once(channel: tuple[socket.socket, socket.socket]) -> None:
    """A program that began in the moment in which its fork server died has begun, though nobody had read of it yet."""
    ours, theirs = channel

    def serve() -> None:
        _, descriptors = protocol.receive(theirs)
        os.write(descriptors[1], protocol.STARTED)
        for descriptor in descriptors:
            os.close(descriptor)

    server = threading.Thread(target=serve)
    server.start()
    run = Supervision(ours, protocol.Task.JOB, b"", Limits(), 0, None)
    with pytest.raises(ServerLostError, match="died"):
        run.outcome()
    server.join()
    assert run.started
