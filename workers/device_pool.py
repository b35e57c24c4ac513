"""Children of a device lane that are ready ahead of need: each is used once, and another takes its place in the background.

The lane closes, for good, when children cannot open the device several times in a row, or when too many hang in the driver and do
not go away. It then says why, and takes no more work: what was under way goes back to the queue.
"""

from __future__ import annotations

import logging
import os
import select
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from grader.errors import SandboxError
from workers.device_run import ContextError
from workers.outcome import Limits, Outcome
from workers.supervision import ServerLostError

log = logging.getLogger(__name__)

MOST_FAILURES = 3
"""Children in a row that cannot open the device before the lane closes."""
_FIRST_PAUSE_SECONDS = 0.5
_TAKE_SECONDS = 180.0
_SWEEP_SECONDS = 1.0


class LaneClosedError(SandboxError):
    """The device lane takes no more work; the message says why."""


class WaitingChild(Protocol):
    """A child that is ready."""

    abandoned: int | None

    @property
    def waiting(self) -> bool:
        """Whether it is still there."""

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run its one job."""

    def discard(self) -> None:
        """End it unused."""


Prepare = Callable[[int], tuple[WaitingChild, dict[str, Any]]]
"""Makes a child in a seat ready, and tells the facts of its device. Raises ContextError, with `abandoned` set if it hangs."""


class DevicePool:
    """Waiting children, and the seats they take.

    Args:
        prepare: makes one ready.
        seats: how many children may exist at once, waiting, running and abandoned ones together.
        ready: how many shall wait.
        spare: how many seats may be lost to abandoned children before the lane closes.
        pause: seconds to wait after a first failure; doubled after each further one.
    """

    def __init__(
        self, prepare: Prepare, *, seats: int, ready: int, spare: int, pause: float = _FIRST_PAUSE_SECONDS
    ) -> None:
        self._prepare = prepare
        self._ready_wanted = ready
        self._spare = spare
        self._pause = pause
        self._changed = threading.Condition()
        self._free = deque(range(seats))
        self._waiting: deque[tuple[int, WaitingChild]] = deque()
        self._abandoned: dict[int, int] = {}  # by process descriptor: the seat
        self._failures = 0
        self._stopping = False
        self._closed = ""
        self._lost: ServerLostError | None = None
        self.facts: dict[str, Any] = {}
        self._filler = threading.Thread(target=self._fill, name="device-pool", daemon=True)

    def start(self) -> None:
        """Begin to make children ready."""
        self._filler.start()

    @property
    def closed(self) -> str:
        """Why the lane takes no more work; empty while it does."""
        return self._closed

    @property
    def abandoned(self) -> int:
        """Children that were killed and did not go away."""
        with self._changed:
            return len(self._abandoned)

    @contextmanager
    def child(self) -> Iterator[WaitingChild]:
        """A child that is ready, for one run; afterwards its seat is free, or lost to it.

        Raises:
            LaneClosedError: the lane is closed, or no child got ready in time.
            ServerLostError: the fork server is gone.
        """
        seat, child = self._take()
        try:
            yield child
        finally:
            self._give_back(seat, child.abandoned)

    def stop(self) -> None:
        """End every waiting child and make no more."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._filler.ident is not None:
            self._filler.join()
        for _, child in self._waiting:
            child.discard()
        for process in self._abandoned:
            os.close(process)

    def _take(self) -> tuple[int, WaitingChild]:
        with self._changed:
            while True:
                self._changed.wait_for(
                    lambda: self._waiting or self._closed or self._lost or self._stopping, _TAKE_SECONDS
                )
                if self._lost is not None:
                    raise self._lost
                if self._closed or self._stopping or not self._waiting:
                    raise LaneClosedError(self._closed or "no child of the device lane got ready in time")
                seat, child = self._waiting.popleft()
                self._changed.notify_all()
                if child.waiting:
                    return seat, child
                child.discard()
                self._free.append(seat)

    def _give_back(self, seat: int, abandoned: int | None) -> None:
        with self._changed:
            if abandoned is None:
                self._free.append(seat)
            else:
                log.warning("a child hangs in the driver after it was killed, and is abandoned")
                self._abandoned[abandoned] = seat
                self._close_if_too_many_hang()
            self._changed.notify_all()

    def _close_if_too_many_hang(self) -> None:
        if len(self._abandoned) > self._spare:
            self._close(
                f"{len(self._abandoned)} children hang in the driver and do not go away: the device needs a reset"
            )

    def _close(self, reason: str) -> None:
        log.error("the device lane is closed: %s", reason)
        self._closed = reason

    def _fill(self) -> None:
        """Keep as many children waiting as are wanted, until the pool stops or closes."""
        while (seat := self._next_seat()) is not None:
            try:
                child, facts = self._prepare(seat)
            except ContextError as error:
                self._failed(seat, error)
                continue
            except (ServerLostError, OSError) as error:
                with self._changed:
                    self._lost = error if isinstance(error, ServerLostError) else ServerLostError(str(error))
                    self._changed.notify_all()
                return
            except Exception as error:
                log.exception("the pool of a device lane broke")
                with self._changed:
                    self._close(f"a fault of ours: {type(error).__name__}: {error}")
                    self._changed.notify_all()
                return
            with self._changed:
                self._failures = 0
                self.facts = facts
                self._waiting.append((seat, child))
                self._changed.notify_all()

    def _next_seat(self) -> int | None:
        """A seat for the next child, once one is needed; None when there shall be no more."""
        with self._changed:
            while not self._stopping and not self._closed:
                self._sweep()
                if self._free and len(self._waiting) < self._ready_wanted:
                    return self._free.popleft()
                self._changed.wait(_SWEEP_SECONDS)
        return None

    def _sweep(self) -> None:
        """Take back the seats of abandoned children that the kernel let go of."""
        if not self._abandoned:
            return
        for process in select.select(list(self._abandoned), [], [], 0)[0]:
            self._free.append(self._abandoned.pop(process))
            os.close(process)

    def _failed(self, seat: int, error: ContextError) -> None:
        self._give_back(seat, error.abandoned)
        with self._changed:
            self._failures += 1
            if self._failures >= MOST_FAILURES and not self._closed:
                self._close(f"{self._failures} children in a row could not open the device; the last one: {error}")
            self._changed.notify_all()
            if not self._closed:
                log.warning("a child could not open the device: %s", error)
                self._changed.wait_for(lambda: self._stopping, self._pause * 2 ** (self._failures - 1))
