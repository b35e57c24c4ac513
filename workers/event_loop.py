"""Lets asyncio run where there are no sockets: its event loop waits with `poll` and wakes itself through a pipe.

Coroutines that compute, sleep and wait for each other then work as anywhere; a connection still cannot be opened.
"""

from __future__ import annotations

import asyncio.selector_events
import os
import selectors
from typing import Any


class _PipeEnd:
    """One end of a pipe with the few methods that the event loop uses of its socket."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        """The descriptor to wait for."""
        return self._descriptor

    def recv(self, size: int) -> bytes:
        """Read what woke the loop; raises BlockingIOError where nothing did."""
        return os.read(self._descriptor, size)

    def send(self, data: bytes) -> int:
        """Wake the loop."""
        return os.write(self._descriptor, data)

    def close(self) -> None:
        """Close this end."""
        os.close(self._descriptor)


def wake_through_pipes() -> None:
    """Have every event loop that is made from now on use `poll` and a pipe."""
    selectors.DefaultSelector = selectors.PollSelector  # type: ignore[assignment, misc]
    loop: Any = asyncio.selector_events.BaseSelectorEventLoop
    loop._make_self_pipe = _make_self_pipe


def _make_self_pipe(loop: Any) -> None:
    reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    loop._ssock, loop._csock = _PipeEnd(reading), _PipeEnd(writing)
    loop._internal_fds += 1
    loop._add_reader(reading, loop._read_from_self)
