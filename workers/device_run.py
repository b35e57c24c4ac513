"""One child of a device lane, seen from the worker: first it gets ready, then it waits, then it runs one job and is gone.

A child that hangs in the driver may survive its own killing for a while. It is then abandoned: the run has its outcome, and the
seat stays taken until the kernel lets go of the process.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from workers import protocol
from workers.device import Order, read_announcement
from workers.device_confinement import DRIVER_BYTES
from workers.nvml import DeviceMemory
from workers.outcome import Ending, Limits, Outcome
from workers.supervision import ServerLostError, Supervision

_LOOK_SECONDS = 0.1
_SEND_SECONDS = 15.0
_KILLED_STATUS = int(signal.SIGKILL)
_SERVER_SIDE = Limits()


class ContextError(Exception):
    """A child could not open its device; says why.

    Attributes:
        abandoned: as `DeviceRun.abandoned`.
    """

    abandoned: int | None = None


class DeviceRun(Supervision):
    """One child.

    Args:
        channel: the fork server's socket.
        task: what the child is for.
        seat: number of the seat that it takes.
        device_bytes: device memory that it may hold; more ends it, where that can be seen.
        memory: tells how much it holds, if anything does.

    Attributes:
        abandoned: a descriptor of a process that did not go away, readable once the kernel lets go of it; the caller's to close.
    """

    def __init__(
        self,
        channel: socket.socket,
        task: protocol.Task,
        seat: int,
        *,
        device_bytes: int = 0,
        memory: DeviceMemory | None = None,
    ) -> None:
        super().__init__(channel, task, b"", _SERVER_SIDE, seat, None)
        self.seat = seat
        self.abandoned: int | None = None
        self._device_bytes = device_bytes
        self._memory = memory
        self._order_pipe = -1
        self._resident_before = 0
        self._pid = 0
        self._stack = ExitStack()

    def prepare(self, seconds: float) -> dict[str, Any]:
        """Fork the child and wait until it is ready; returns the facts of its device.

        Args:
            seconds: how long it may take.

        Raises:
            ContextError: it did not get ready; it is gone, or abandoned.
            ServerLostError: the fork server died or hangs.
        """
        try:
            reader, self._order_pipe = os.pipe2(os.O_CLOEXEC)
            os.set_blocking(self._order_pipe, False)
            self._stack.callback(self._close_order)
            self._request_child(reader)
            return self._await_ready(time.monotonic() + seconds)
        except ContextError as error:
            self.discard()
            error.abandoned = self.abandoned
            raise
        except BaseException:
            self.discard()
            raise

    def _await_ready(self, deadline: float) -> dict[str, Any]:
        poll = select.poll()
        for descriptor in (self._control.fileno(), self._record.reader):
            poll.register(descriptor, select.POLLIN)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 and self._process is None:
                raise ServerLostError("the fork server does not fork")
            if left <= 0:
                raise ContextError("it did not get ready in time; the driver may hang")
            for descriptor, _ in poll.poll(left * 1000):
                if descriptor == self._control.fileno():
                    self._hear()
                elif not self._record.read():
                    poll.unregister(descriptor)
            if self._process is not None and (facts := self._announced()) is not None:
                return facts
            if self._ended is not None:
                raise ContextError(self._last_words())

    def _announced(self) -> dict[str, Any] | None:
        """The facts, once they are complete. Nothing else of the child's has been read then."""
        content = self._record.content()
        if not content or content[:1] == protocol.UNSTARTED:
            return None
        try:
            facts = read_announcement(content)
        except ValueError as error:
            raise ContextError(f"the child spoke out of turn: {error}") from error
        if facts is not None:
            self._record.forget()
        return facts

    def _last_words(self) -> str:
        before = -1
        while self._record.size != before:
            before = self._record.size
            self._record.read()
        content = self._record.content()
        if content[:1] == protocol.UNSTARTED and len(content) > 1:
            return content[1:].decode(errors="replace")
        status = 0 if self._ended is None else self._ended.status
        return f"the child died with wait status {status} before it was ready"

    @property
    def waiting(self) -> bool:
        """Whether the child is still there."""
        if self._process is None:
            return False
        return not select.select([self._process], [], [], 0)[0]

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Give the waiting child its one job, and see it to its end.

        Raises:
            ServerLostError: the fork server died or hangs.
        """
        self._limits = limits
        self._begin_to_count()
        assert self._process is not None  # noqa: S101 - it was announced
        self._pid = self._child_id(self._process)
        self._resident_before = self._resident()
        try:
            self._send_order(Order(limits.cpu_seconds, limits.memory_bytes, job))
            now = self._forked_at = time.monotonic()
            self._deadline = now + limits.wall_seconds
            return self._see_it_end(now + _LOOK_SECONDS)
        finally:
            self._stack.close()

    def discard(self) -> None:
        """End a child that is not needed, or could not get ready; it may have to be abandoned."""
        try:
            if self._process is not None and self._ended is None:
                self._kill(Ending.NOT_STARTED)
                self._watch(self._deadline)
        except ServerLostError:
            pass  # its fork server is gone, and with it every child
        finally:
            self._stack.close()

    def _close_order(self) -> None:
        if self._order_pipe >= 0:
            os.close(self._order_pipe)
            self._order_pipe = -1

    def _send_order(self, order: Order) -> None:
        """Write the order; a child that is gone, or does not read, is told by its end."""
        view = memoryview(order.encode())
        deadline = time.monotonic() + _SEND_SECONDS
        while view and time.monotonic() < deadline:
            if not select.select([], [self._order_pipe], [], deadline - time.monotonic())[1]:
                break
            try:
                view = view[os.write(self._order_pipe, view[: 1 << 16]) :]
            except BrokenPipeError:
                break
        self._close_order()

    def _deadline_passed(self) -> None:
        """The wall clock ran out; who does not go away when killed is abandoned."""
        if self._process is None or self._reason is None:
            super()._deadline_passed()
            return
        self.abandoned = os.dup(self._process)
        self._ended = protocol.Ended(_KILLED_STATUS, self._cpu_before + self._cpu_seconds(), 0)
        self._ended_at = time.monotonic()

    def _look_at_clock(self, now: float) -> float:
        """Beside the clock, look at the memory that no limit of the kernel's binds."""
        following = super()._look_at_clock(now)
        if self._reason is None and self._holds_too_much():
            self._kill(Ending.MEMORY_LIMIT)
        return min(following, now + _LOOK_SECONDS)

    def _holds_too_much(self) -> bool:
        allowed = self._resident_before + self._limits.memory_bytes + DRIVER_BYTES
        if self._resident() > allowed:
            return True
        held = self._memory.held_by(self._pid) if self._memory is not None else None
        return held is not None and self._device_bytes > 0 and held > self._device_bytes

    def _resident(self) -> int:
        """Memory of the host that is the child's own: anonymous pages and what it maps shared; 0 if it is gone."""
        try:
            lines = Path(f"/proc/{self._pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return 0
        fields = dict(line.split(":", 1) for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
        return sum(int(value.split()[0]) * 1024 for value in fields.values())
