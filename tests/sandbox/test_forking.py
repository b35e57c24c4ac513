"""What the fork server does where it cannot do all that a fork takes."""

from __future__ import annotations

import errno
import os
import socket

import psutil
import pytest

from workers import protocol
from workers.child import Descriptors
from workers.protocol import Refused, Request, Task
from workers.seats import Seat
from workers.serving import ForkServer


def _no_descriptor_left(*_: object) -> int:
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


@pytest.mark.parametrize("call", ["pidfd_open", "dup", "fork"])
def test_a_child_that_cannot_be_looked_after_is_ended_and_refused(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Where a fork lacks anything, the worker hears why, no child is left, and the seat is free for the next."""
    before = psutil.Process().num_fds(), psutil.Process().children()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    channel, worker = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    with ours, channel, worker:
        server = ForkServer(channel, statm, [Seat(0, None, None, None, None)])
        given = Descriptors(*(os.open(os.devnull, os.O_RDWR) for _ in range(4)), theirs.detach())
        with monkeypatch.context() as patch:
            patch.setattr(os, call, _no_descriptor_left)
            room = server.fork(Request(Task.JOB, 0, 1.0, 1 << 30), given)
        if room is not None:
            os._exit(0)  # the child
        message, _ = protocol.receive(ours)
        assert protocol.decode_answer(message) == Refused("the fork server cannot fork: [Errno 24] Too many open files")
        assert not server.end_all()
        assert not server._taken
    os.close(statm)
    server._voice.close()
    assert (psutil.Process().num_fds(), psutil.Process().children()) == before
