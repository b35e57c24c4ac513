"""Children that exist before there is a job for them, so that whoever waits for a verdict does not wait for a fork.

Such a child has run a program of ours from beginning to end, which made it copy most of the pages that a program needs, and waits,
not confined yet, for its order. It confines itself when that comes, within the limits that come with it, like every other child.
Getting ready takes as much processor time as a run, so children get ready only where nothing has been running for a while.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import Self

from workers import protocol
from workers.outcome import Limits, Outcome
from workers.supervision import FORK_SECONDS, ServerLostError, Supervision, sealed_file

IDLE_SECONDS = 0.02
"""How long nothing must have been running before a child gets ready: what follows a run goes first."""

_NOTHING_YET = Limits(cpu_seconds=0.0, wall_seconds=0.0, memory_bytes=0)


class WaitingRun(Supervision):
    """A run whose child is forked before its job is known. Give it a job and take its outcome once, or discard it.

    Args:
        channel: the fork server's socket.
        seat: number of the seat that the child takes.
        group: entrance to the seat's control group, if there is one.

    Raises:
        ServerLostError: the fork server takes no request.
    """

    def __init__(self, channel: socket.socket, seat: int, group: int | None) -> None:
        super().__init__(channel, protocol.Task.AHEAD, b"", _NOTHING_YET, seat, group)
        self._stack = ExitStack()
        try:
            self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._stack.callback(self._orders.close)
            self._request_child(theirs.detach())
        except BaseException:
            self._stack.close()
            raise

    def given(self, job: bytes, limits: Limits) -> Self:
        """This run, for that job and within those limits."""
        self._job, self._limits = job, limits
        return self

    def outcome(self) -> Outcome:
        """Send the order, and see the run to its end.

        Raises:
            ServerLostError: the fork server died or hangs.
        """
        with self._stack:
            self._deadline = time.monotonic() + FORK_SECONDS
            try:
                known = self._hear()
                self._begin_to_count()
                self._send_order()
            except OSError as error:
                raise ServerLostError(f"the child that waits can have no order: {error}") from error
            return self._see_it_end(self._first_look() if known else self._deadline)

    def discard(self) -> None:
        """Have the child end unused, and wait until it is gone: its seat is free then."""
        # Where this fails it ends by itself: with its fork server, or because no order can come any more.
        with self._stack, suppress(ServerLostError, OSError):
            self._orders.close()
            self._deadline = time.monotonic() + FORK_SECONDS
            self._limits = replace(self._limits, wall_seconds=FORK_SECONDS)
            self._watch(self._deadline)

    def _send_order(self) -> None:
        job = sealed_file(self._job)
        try:
            order = protocol.Order(self._limits.cpu_seconds, self._limits.memory_bytes)
            with suppress(OSError):  # a child that is gone is told by its end
                protocol.send(self._orders, order.encode(), [job])
        finally:
            os.close(job)


class Places:
    """The seats that are free, and in which of them a child waits already. Safe to use from several threads.

    Args:
        count: how many seats there are.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._free = list(range(count))
        self._waiting: dict[int, WaitingRun] = {}
        lock = threading.RLock()
        self._changed = threading.Condition(lock)
        # For whoever has children wait: woken at the end of each run, he would mostly find that others run.
        self._to_fill = threading.Condition(lock)
        self._idle_since = time.monotonic()
        self._wanted = False
        self._refused = False
        self._stopping = False

    def take(self) -> tuple[int, WaitingRun | None]:
        """A seat, and the child that waits in it, if one does; waits until a seat is free."""
        with self._changed:
            self._changed.wait_for(lambda: self._free)
            return self._pick()

    def take_if_all_are_free(self) -> tuple[int, WaitingRun | None] | None:
        """The same, if nothing runs in any seat; None otherwise."""
        with self._changed:
            return self._pick() if len(self._free) == self._count else None

    def _pick(self) -> tuple[int, WaitingRun | None]:
        seat = next((seat for seat in self._free if seat in self._waiting), self._free[-1])
        self._free.remove(seat)
        return seat, self._waiting.pop(seat, None)

    def give_back(self, seat: int) -> None:
        """The child of a seat is gone."""
        with self._changed:
            self._free.append(seat)
            self._idle_since = time.monotonic()
            self._refused = False
            self._changed.notify_all()
            if len(self._free) == self._count:
                self._to_fill.notify_all()

    def keep_ready(self, fork: Callable[[int], WaitingRun | None]) -> None:
        """Have a child wait in every seat, while some shall, whenever nothing has been running for a while; until `stop`.

        Args:
            fork: has a child forked into a seat; None if that cannot be done now.
        """
        with self._changed:
            while not self._stopping:
                seat = self._seat_to_fill()
                rest = self._idle_since + IDLE_SECONDS - time.monotonic()
                if seat is None or rest > 0:
                    self._to_fill.wait(None if seat is None else rest)
                elif (run := fork(seat)) is not None:
                    self._waiting[seat] = run
                    self._changed.notify_all()
                else:
                    self._refused = True  # until something has run again
                    self._changed.notify_all()

    def _seat_to_fill(self) -> int | None:
        """A seat for a child to wait in; None while none shall."""
        if not self._wanted or self._refused or len(self._free) < self._count:
            return None
        return next((seat for seat in self._free if seat not in self._waiting), None)

    def have_some_wait(self) -> None:
        """From now on children shall wait."""
        with self._changed:
            self._wanted = True
            self._refused = False
            self._to_fill.notify_all()

    def await_all(self) -> None:
        """Wait until a child waits wherever one shall and can."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._seat_to_fill() is None)

    def have_none_wait(self) -> None:
        """End the children that wait; from now on none shall."""
        with self._changed:
            self._wanted = False
            self.clear()

    def clear(self) -> None:
        """End the children that wait."""
        with self._changed:
            while self._waiting:
                self._waiting.popitem()[1].discard()
            self._changed.notify_all()
            self._to_fill.notify_all()

    def stop(self) -> None:
        """Have `keep_ready` return, and end the children that wait."""
        with self._changed:
            self._stopping = True
            self.clear()
