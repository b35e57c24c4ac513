"""What a run says: the fork server on its control socket, the child through its pipes, heard in one place."""

from __future__ import annotations

import math
import os
import select
import time
from collections.abc import Collection
from contextlib import ExitStack

_CHUNK_BYTES = 1 << 16
_MILLISECONDS = 1000.0
_UNREAD_SECONDS = 0.03
"""How long the pipes of a run are left alone. Most runs are over by then; whoever fills a pipe sooner waits as long."""


class Pipe:
    """The reading end of a pipe to the child, and what has come through it.

    Args:
        stack: closes the reading end.
        handed: closes the writing end, which is the child's.
    """

    def __init__(self, stack: ExitStack, handed: ExitStack) -> None:
        self.reader, self.writer = os.pipe2(os.O_CLOEXEC)
        stack.callback(os.close, self.reader)
        handed.callback(os.close, self.writer)
        os.set_blocking(self.reader, False)
        self._come = bytearray()  # not a list: who writes byte by byte would have us keep an object for each

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return len(self._come)

    def read(self) -> bool:
        """Take what is there, at most one chunk; False at the end."""
        try:
            chunk = os.read(self.reader, _CHUNK_BYTES)
        except BlockingIOError:
            return True
        self._come += chunk
        return bool(chunk)

    def content(self, start: int = 0, stop: int | None = None) -> bytes:
        """What has come, from one byte to another; it may be megabytes, and is copied no oftener than needed."""
        return bytes(memoryview(self._come)[start:stop])

    def forget(self) -> None:
        """Count from here on what comes."""
        self._come.clear()


class Listener:
    """Waits for one run.

    Each time it wakes up costs more than what it then reads, so the pipes are left alone at first: they hold 64 KiB, and what is
    in them when the child has ended is read in one go. After that whatever comes is read as it comes.

    Args:
        control: the descriptor on which the fork server speaks.
        pipes: the child's.
        at_once: those to which the first bytes are waited for from the beginning.
    """

    def __init__(self, control: int, pipes: Collection[Pipe], at_once: Collection[Pipe] = ()) -> None:
        self._control = control
        self._pipes = {pipe.reader: pipe for pipe in pipes}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        for pipe in at_once:
            self._poll.register(pipe.reader, select.POLLIN)
        self._unread_until = time.monotonic() + _UNREAD_SECONDS

    def wait(self, now: float, until: float) -> bool:
        """Wait until something comes, or until then, and read what the pipes bring; True if the fork server has spoken."""
        if now >= self._unread_until:
            self._unread_until = math.inf
            for reader in self._pipes:
                self._poll.register(reader, select.POLLIN)
        heard = False
        for descriptor, _ in self._poll.poll(max(0.0, min(until, self._unread_until) - now) * _MILLISECONDS):
            if descriptor == self._control:
                heard = True
            elif not self._pipes[descriptor].read() or self._unread_until < math.inf:
                self._poll.unregister(descriptor)
        return heard
