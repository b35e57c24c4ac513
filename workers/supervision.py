"""Watches one run from outside: hands over the job, reads what comes, holds the limits, and says how it ended.

Everything waits in one loop: the fork server's messages, three pipes, the next look at the processor clock, the deadline.
Nothing in it depends on the child's good will. The child is known by a process descriptor, so it is killed without a race, and
it is over when the fork server has reaped it, whatever it did with its pipes.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import threading
import time
from contextlib import ExitStack, suppress

from workers import protocol
from workers.kernel_files import read_kernel_file
from workers.listening import Listener, Pipe
from workers.outcome import Ending, Limits, Outcome
from workers.yielding import LONG_SECONDS, give_way

FORK_SECONDS = 15.0
"""How long a request may wait until its child exists."""
REAP_SECONDS = 10.0
"""How long a killed child may take to be gone."""

_LEAST_CPU_INTERVAL_SECONDS = 0.01
_CPUCLOCK_SCHED = 2  # of a whole process, in the numbering of clock_getcpuclockid(3)
_PROCESSORS = os.cpu_count() or 1
_PID_OF_DESCRIPTOR = b"\nPid:"


class ServerLostError(Exception):
    """The fork server died, or no longer answers, while a run depended on it."""


def sealed_file(content: bytes) -> int:
    """A memory file with that content that nobody can change any more."""
    descriptor = os.memfd_create("job", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
    seals = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
    return descriptor


class Supervision:
    """One run.

    Args:
        channel: the fork server's socket.
        task: what the child is for.
        job: bytes for the child; nobody else reads them.
        limits: what it may use.
        seat: number of the seat that it takes.
        group: entrance to the seat's control group, if there is one.
    """

    def __init__(
        self, channel: socket.socket, task: protocol.Task, job: bytes, limits: Limits, seat: int, group: int | None
    ) -> None:
        self.channel = channel
        self._request = protocol.Request(task, seat, limits.cpu_seconds, limits.memory_bytes)
        self._job = job
        self._limits = limits
        self._group = group
        self._process: int | None = None
        self._held = threading.Lock()
        self._given_up = False
        self._clock: int | None = None
        self._cpu_before = 0.0
        self._gave_way = False
        self._reason: Ending | None = None
        self._ended: protocol.Ended | None = None
        self._deadline = 0.0
        self._forked_at = 0.0
        self._ended_at = 0.0
        self._pipes: list[Pipe] = []

    @property
    def started(self) -> bool:
        """Whether the learner's program may have begun, as far as was heard."""
        return bool(self._pipes) and self._pipes[0].content(0, len(protocol.STARTED)) == protocol.STARTED

    def outcome(self) -> Outcome:
        """Run it to its end.

        Raises:
            ServerLostError: the fork server died or hangs; whatever child there was dies with it.
        """
        with ExitStack() as self._stack:
            self._request_child(sealed_file(self._job))
            self._deadline = time.monotonic() + FORK_SECONDS
            return self._see_it_end(self._deadline)

    def _request_child(self, job: int) -> None:
        """Ask for a child.

        Args:
            job: where it finds its job; it is closed here.

        Raises:
            OSError: there are too few descriptors left.
            ServerLostError: the fork server takes no request.
        """
        with ExitStack() as handed:  # whether it gets there or not
            handed.callback(os.close, job)
            self._pipes = [Pipe(self._stack, handed) for _ in range(3)]
            self._record, self._stdout, self._stderr = self._pipes
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            handed.callback(theirs.close)
            self._stack.callback(self._control.close)
            self._control.setblocking(False)
            self._send_request(theirs.fileno(), job)

    def _see_it_end(self, next_look: float) -> Outcome:
        """Watch the child until it is gone, and say what became of it; `next_look` as in `_watch`.

        Raises:
            ServerLostError: as `outcome`; also where it can be watched no longer, since it must not live on unwatched.
        """
        try:
            self._watch(next_look)
        except ServerLostError:
            self._record.read()  # that the program had begun may lie there unread
            raise
        except OSError as error:
            raise ServerLostError(f"the run can be watched no longer: {error}") from error
        self._drain()
        return self._conclude()

    def _send_request(self, control: int, job: int) -> None:
        """Send the request with its descriptors."""
        writers = [pipe.writer for pipe in self._pipes]
        group = [] if self._group is None else [self._group]
        try:
            protocol.send(self.channel, self._request.encode(), [job, *writers, control, *group])
        except OSError as error:
            raise ServerLostError(f"the fork server takes no request: {error}") from error

    def _watch(self, next_look: float) -> None:
        """Serve the run until its child is reaped.

        Args:
            next_look: when to look at its processor clock.
        """
        # Who gives way does so when the program begins, which the first byte of the record tells.
        at_once = [self._record] if self._limits.gives_way else []
        listener = Listener(self._control.fileno(), self._pipes, at_once)
        while self._ended is None:
            now = time.monotonic()
            if now >= self._deadline:
                self._deadline_passed()
            elif now >= next_look:
                next_look = self._look_at_clock(now)
            if listener.wait(now, min(self._deadline, next_look)) and self._hear():
                next_look = self._first_look()
            self._react()

    def _react(self) -> None:
        """What follows from what was just heard or read."""
        if self._reason is None:
            self._passed_a_cap()
        if self._limits.gives_way and not self._gave_way:
            self._give_way()

    def _hear(self) -> bool:
        """Take one message of the fork server; True if it is that the child now exists."""
        try:
            message, descriptors = protocol.receive(self._control)
        except BlockingIOError:
            return False
        except OSError as error:
            raise ServerLostError(f"the fork server broke off: {error}") from error
        if not message:
            raise ServerLostError("the fork server died")
        answer = protocol.decode_answer(message)
        if isinstance(answer, protocol.Refused):
            raise ServerLostError(answer.reason)
        if isinstance(answer, protocol.Ended):
            self._ended = answer
            self._ended_at = time.monotonic()
            return False
        if not descriptors:
            raise ServerLostError("too few descriptors are left to hold the child that was forked")
        self._forked_at = time.monotonic()
        self._deadline = self._forked_at + self._limits.wall_seconds
        with self._held:
            (self._process,) = descriptors
            self._stack.callback(self._let_go_of_process)
            if self._given_up:
                self._end_child()
        if self._reason is not None:
            self._kill(self._reason)  # it passed a cap before it was announced
        return True

    def _first_look(self) -> float:
        """When to look at the clock of a child that was just announced."""
        return self._forked_at + min(LONG_SECONDS, self._limits.cpu_seconds) / _PROCESSORS

    def give_up(self) -> None:
        """End the child as soon as there is one: nobody wants to know its outcome any more. For another thread to call."""
        with self._held:
            self._given_up = True
            self._end_child()

    def _let_go_of_process(self) -> None:
        with self._held:
            process, self._process = self._process, None
            if process is not None:
                os.close(process)

    def _deadline_passed(self) -> None:
        """The wall clock ran out, or the fork server does not answer."""
        if self._process is None:
            raise ServerLostError("the fork server does not fork")
        if self._reason is not None:
            raise ServerLostError("a killed child does not go away")
        self._kill(Ending.WALL_LIMIT)

    def _kill(self, reason: Ending) -> None:
        """End the child for a limit that it passed; from now on it has so long to be gone, whichever limit it was."""
        self._reason = reason
        if self._process is not None:
            self._deadline = time.monotonic() + REAP_SECONDS
            self._end_child()

    def _end_child(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):  # it ended by itself, which the fork server will tell
                signal.pidfd_send_signal(self._process, signal.SIGKILL)

    def _passed_a_cap(self) -> bool:
        """Kill the child if it wrote more than it may; True if so."""
        if self._stdout.size + self._stderr.size > self._limits.output_bytes:
            self._kill(Ending.OUTPUT_LIMIT)
        elif self._record.size > self._limits.record_bytes + len(protocol.STARTED):
            self._kill(Ending.RECORD_LIMIT)
        return self._reason is not None

    def _look_at_clock(self, now: float) -> float:
        """Kill the child if it used up its processor time, have it give way if it used much; returns when to look again.

        It cannot use more than all processors, so there is no need to look sooner than the rest of its time divided among them.
        """
        if self._reason is not None:
            return now + REAP_SECONDS
        used = self._cpu_seconds()
        left = self._limits.cpu_seconds - used
        if left <= 0:
            self._kill(Ending.CPU_LIMIT)
        if not self._gave_way:
            if used >= LONG_SECONDS:
                self._give_way()
            left = min(left, max(0.0, LONG_SECONDS - used))
        return now + max(_LEAST_CPU_INTERVAL_SECONDS, left / _PROCESSORS)

    def _give_way(self) -> None:
        """Let other programs go first, once the child is in a session of its own."""
        if self._process is not None and self.started:
            give_way(self._child_id(self._process))
            self._gave_way = True

    def _begin_to_count(self) -> None:
        """Count processor time from here on: what a child used to get ready for its order is ours."""
        self._cpu_before = self._cpu_seconds()

    def _cpu_seconds(self) -> float:
        """Processor time that the child has used so far since it began to count; 0 if it is gone."""
        if self._process is None:
            return 0.0
        if self._clock is None:
            child = self._child_id(self._process)
            if child <= 0:
                return 0.0  # the clock of "nobody" would be this process's own
            self._clock = (~child << 3) | _CPUCLOCK_SCHED
        try:
            return max(0.0, time.clock_gettime(self._clock) - self._cpu_before)
        except OSError:
            return 0.0

    @staticmethod
    def _child_id(process: int) -> int:
        """The child's id as this process sees it, whatever namespace the fork server lives in; -1 if it is gone."""
        said = read_kernel_file(f"/proc/self/fdinfo/{process}")
        return int(said[said.index(_PID_OF_DESCRIPTOR) + len(_PID_OF_DESCRIPTOR) :].split(maxsplit=1)[0])

    def _drain(self) -> None:
        """Read what a reaped child left in its pipes: nobody else holds their other ends, so there is an end."""
        for pipe in self._pipes:
            before = -1
            while self._reason is None and pipe.size != before:
                before = pipe.size
                pipe.read()
                self._passed_a_cap()

    def _conclude(self) -> Outcome:
        """Fold what was seen into one outcome."""
        ended = self._ended
        assert ended is not None  # noqa: S101 - _watch returns only with it
        status, used = ended.status, max(0.0, ended.cpu_seconds - self._cpu_before)
        killer = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        started = self.started
        record = self._record.content(1, 1 + self._limits.record_bytes)
        stdout = self._stdout.content(0, self._limits.output_bytes)
        stderr = self._stderr.content(0, self._limits.output_bytes)
        if not started:
            stderr = record or b"the child died before its confinement was complete"
        return Outcome(
            ending=self._ending(killer, used) if started else Ending.NOT_STARTED,
            exit_status=os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            signal=killer,
            record=record,
            stdout=stdout,
            stderr=stderr[: self._limits.output_bytes - len(stdout)],
            cpu_seconds=used,
            wall_seconds=self._ended_at - self._forked_at,
            max_rss_bytes=ended.max_rss_bytes,
            started=started,
        )

    def _ending(self, killer: int | None, cpu_seconds: float) -> Ending:
        if self._reason is not None:
            return self._reason
        if cpu_seconds > self._limits.cpu_seconds or killer == signal.SIGXCPU:
            return Ending.CPU_LIMIT
        if killer == signal.SIGSYS:
            return Ending.FORBIDDEN
        return Ending.EXITED if killer is None else Ending.SIGNALLED
