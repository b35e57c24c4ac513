"""What the worker and the fork server say to each other, over sequenced-packet Unix sockets.

On the fork server's own socket: one *hello* from the fork server when it is ready, then *requests* from the worker. Each
request brings descriptors: the job (a sealed memory file, which only the child reads), the write ends of record, standard
output and standard error, the run's own control socket, and, if there is one, the entrance to a control group. On the control
socket the fork server answers *forked* (with a process descriptor, so that the worker can kill without a race) and, when the
child is reaped, *ended*. A request is numbers only: nothing of a learner's is ever in it.
"""

from __future__ import annotations

import enum
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass

LARGEST_MESSAGE = 1 << 16
MOST_DESCRIPTORS = 6

STARTED = b"\x01"
"""First byte on the record pipe: the child is confined and calls the harness next; from here on the learner answers for it."""
UNSTARTED = b"\x00"
"""First byte on the record pipe if confinement failed; the reason follows, as UTF-8 text."""

_REQUEST = struct.Struct("<cHdQ")
REQUEST_BYTES = _REQUEST.size
_ORDER = struct.Struct("<dQ")
_ENDED = struct.Struct("<cidQ")

# Plain numbers and layouts, made once: the fork server pays for each page that it touches between two forks.
_SOL_SOCKET, _SCM_RIGHTS = int(socket.SOL_SOCKET), int(socket.SCM_RIGHTS)
_NO_SIGNAL, _CLOSE_ON_EXEC = int(socket.MSG_NOSIGNAL), int(socket.MSG_CMSG_CLOEXEC)
_RIGHTS = [struct.Struct(f"{count}i") for count in range(MOST_DESCRIPTORS + 1)]
_ROOM_FOR_RIGHTS = socket.CMSG_SPACE(_RIGHTS[-1].size)


class Task(enum.Enum):
    """What a child is forked for."""

    JOB = b"J"
    AHEAD = b"A"
    """The harness, for a job that is not known yet: in its place comes a socket, on which the child will find an order."""
    WITNESS = b"W"


_TASKS = {task.value: task for task in Task}


@dataclass(frozen=True)
class Request:
    """One child to fork.

    Attributes:
        task: run the harness, or testify to the sandbox.
        seat: number of the seat that it takes; no other child has it.
        cpu_seconds: where the kernel itself ends the child, if the worker has not.
        memory_bytes: address space above what the fork server maps.
    """

    task: Task
    seat: int
    cpu_seconds: float
    memory_bytes: int

    def encode(self) -> bytes:
        """The message."""
        return _REQUEST.pack(self.task.value, self.seat, self.cpu_seconds, self.memory_bytes)

    @classmethod
    def decode(cls, message: bytes) -> Request:
        """Read a message; raises ValueError or struct.error if it is not one."""
        task, seat, cpu_seconds, memory_bytes = _REQUEST.unpack(message)
        if task not in _TASKS:
            raise ValueError(f"not a task: {task!r}")
        return cls(_TASKS[task], seat, cpu_seconds, memory_bytes)


@dataclass(frozen=True)
class Order:
    """What a child that was forked ahead of need waits for; the job comes with it, as with a request.

    Attributes:
        cpu_seconds: as in `Request`.
        memory_bytes: as in `Request`.
    """

    cpu_seconds: float
    memory_bytes: int

    def encode(self) -> bytes:
        """The message."""
        return _ORDER.pack(self.cpu_seconds, self.memory_bytes)

    @classmethod
    def decode(cls, message: bytes) -> Order:
        """Read a message; raises struct.error if it is not one."""
        return cls(*_ORDER.unpack(message))


@dataclass(frozen=True)
class Forked:
    """The child exists; its process descriptor comes with the message."""

    def encode(self) -> bytes:
        """The message."""
        return b"F"


@dataclass(frozen=True)
class Ended:
    """The child is gone and reaped.

    Attributes:
        status: as wait(2) gives it.
        cpu_seconds: user and system time of all its threads.
        max_rss_bytes: its largest resident set; pages shared with the fork server count.
    """

    status: int
    cpu_seconds: float
    max_rss_bytes: int

    def encode(self) -> bytes:
        """The message."""
        return _ENDED.pack(b"E", self.status, self.cpu_seconds, self.max_rss_bytes)


@dataclass(frozen=True)
class Refused:
    """No child could be forked, and why."""

    reason: str

    def encode(self) -> bytes:
        """The message."""
        return b"R" + self.reason.encode()[: LARGEST_MESSAGE - 1]


def decode_answer(message: bytes) -> Forked | Ended | Refused:
    """Read what the fork server says on a control socket; raises ValueError or struct.error if it is not an answer."""
    if message[:1] == b"F":
        return Forked()
    if message[:1] == b"E":
        return Ended(*_ENDED.unpack(message)[1:])
    if message[:1] == b"R":
        return Refused(message[1:].decode(errors="replace"))
    raise ValueError(f"not an answer of the fork server: {message[:16]!r}")


def send(channel: socket.socket, message: bytes, descriptors: Sequence[int] = ()) -> None:
    """Send one message, and copies of the descriptors with it.

    Raises:
        OSError: the other side is gone.
    """
    rights = [(_SOL_SOCKET, _SCM_RIGHTS, _RIGHTS[len(descriptors)].pack(*descriptors))] if descriptors else []
    channel.sendmsg([message], rights, _NO_SIGNAL)


def receive(channel: socket.socket, longest: int = LARGEST_MESSAGE) -> tuple[bytes, list[int]]:
    """Receive one message and the descriptors that came with it, close-on-exec; an empty message: the other side is gone.

    Args:
        channel: where it comes from.
        longest: how many bytes are made ready for it; a longer message is cut.

    Raises:
        OSError: no message waits on a non-blocking socket, or the connection broke.
    """
    message, ancillary, _, _ = channel.recvmsg(longest, _ROOM_FOR_RIGHTS, _CLOSE_ON_EXEC)
    descriptors: list[int] = []
    for level, kind, data in ancillary:
        if level == _SOL_SOCKET and kind == _SCM_RIGHTS:
            descriptors += _RIGHTS[len(data) // _RIGHTS[1].size].unpack_from(data)
    return message, descriptors
