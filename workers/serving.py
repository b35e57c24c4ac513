"""The fork server's loop: forks children on request, reports their ends, and keeps their seats."""

from __future__ import annotations

import os
import select
import signal
import socket
import tempfile
from collections.abc import Sequence

from workers import protocol, seats
from workers.child import Descriptors
from workers.confinement import Room, address_space_bytes
from workers.protocol import Ended, Forked, Refused, Request, Task
from workers.seats import Seat


class ForkServer:
    """Forks children on request and reports their ends.

    Args:
        channel: the socket to the worker.
        statm: this process's open `/proc/self/statm`.
        places: a seat for each child that may live at once.
    """

    def __init__(self, channel: socket.socket, statm: int, places: Sequence[Seat]) -> None:
        self._channel = channel
        self._statm = statm
        self._seats = places
        self._taken: set[int] = set()
        self._poll = select.poll()
        self._poll.register(channel.fileno(), select.POLLIN)
        self._voice, nobody = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        nobody.close()
        self._children: dict[int, tuple[int, int, Seat]] = {}  # by process descriptor: id, control socket, seat

    def serve(self) -> tuple[Task, Descriptors, Room] | None:
        """Fork and reap until the worker hangs up.

        Returns:
            None in the fork server when the worker has gone; in each child, what it was forked for and is given.
        """
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor in self._children:
                    self._reap(descriptor)
                    continue
                message, descriptors = protocol.receive(self._channel, protocol.REQUEST_BYTES)
                if not message:
                    return None
                request, given = Request.decode(message), Descriptors(*descriptors)
                if (room := self.fork(request, given)) is not None:
                    return request.task, given, room

    def fork(self, request: Request, given: Descriptors) -> Room | None:
        """Fork one child and announce it; returns what it is given in the child, None in the fork server."""
        if request.seat in self._taken:
            self._refuse(given, f"seat {request.seat} is taken")
            return None
        seat = self._seats[request.seat]
        mapped = address_space_bytes(self._statm)
        try:
            if seat.crossing:
                seat.crossing.go()
            if seat.folder not in (None, tempfile.tempdir):  # said here: a child would copy a dozen pages to say it
                os.environ["TMPDIR"] = tempfile.tempdir = seat.folder
            pid = os.fork()
        except OSError as error:
            self._refuse(given, str(error))
            return None
        if pid == 0:
            address_bytes = mapped + request.memory_bytes
            return Room(request.cpu_seconds, address_bytes, seat.user, seat.folder, seat.enter_domain)
        if seat.crossing:
            seat.crossing.come_back()
        self._look_after(pid, seat, given)
        return None

    def _look_after(self, pid: int, seat: Seat, given: Descriptors) -> None:
        """Announce a child that was forked, and wait for its end. Where there is no descriptor left to do so, end it."""
        process = -1
        try:
            process = os.pidfd_open(pid)
            control = os.dup(given.control)
        except OSError as error:
            if process >= 0:
                os.close(process)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            seats.clear(seat)
            self._refuse(given, str(error))
            return
        self._taken.add(seat.number)
        if not self._answer(given.control, Forked(), process):
            signal.pidfd_send_signal(process, signal.SIGKILL)  # nobody waits for this run any more
        self._poll.register(process, select.POLLIN)
        self._children[process] = (pid, control, seat)
        given.close()

    def _refuse(self, given: Descriptors, reason: str) -> None:
        """Say that there will be no child."""
        self._answer(given.control, Refused(f"the fork server cannot fork: {reason}"))
        given.close()

    def end_all(self) -> bool:
        """Kill every child and wait until none is left; returns whether there were some and none was ending by itself."""
        try:
            lived = bool(self._children) and all(map(_is_running, self._children))
        finally:
            for process in self._children:
                signal.pidfd_send_signal(process, signal.SIGKILL)
        while self._children:
            for process, _ in self._poll.poll():
                if process in self._children:
                    self._reap(process)
        return lived

    def _reap(self, process: int) -> None:
        """Collect a child that ended, report its end, and free its seat."""
        pid, control, seat = self._children.pop(process)
        self._poll.unregister(process)
        os.close(process)
        _, status, usage = os.wait4(pid, 0)
        self._answer(control, Ended(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024))
        os.close(control)
        seats.clear(seat)  # should it fail, this process ends, and with it the folder
        self._taken.discard(seat.number)

    def _answer(self, control: int, answer: Forked | Ended | Refused, *descriptors: int) -> bool:
        """Say something on a run's control socket; False if nobody listens any more.

        One object lends itself to every socket: to make one for each, this process would touch more of what children share.
        """
        os.dup2(control, self._voice.fileno(), inheritable=False)
        try:
            protocol.send(self._voice, answer.encode(), descriptors)
        except OSError:
            return False
        return True


def _is_running(process: int) -> bool:
    """Whether a child, by its process descriptor, is there with all that it has. It is stopped then.

    That it has not ended says too little: a process gives its memory and its descriptors back a while before it is over.
    """
    signal.pidfd_send_signal(process, signal.SIGSTOP)
    state = os.waitid(os.P_PIDFD, process, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    return state is not None and state.si_code == os.CLD_STOPPED
