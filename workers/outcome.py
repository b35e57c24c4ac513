"""What one run is allowed, and what became of it, as seen from outside the sandbox."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one run may use; measured from outside. What the program experiences at each limit is said beside it.

    Attributes:
        cpu_seconds: processor time of all its threads; then it is killed.
        wall_seconds: time since the fork; then it is killed.
        memory_bytes: address space above what the fork server maps; then allocation fails (`MemoryError`, or torch's RuntimeError).
        output_bytes: standard output and standard error together; then it is killed.
        record_bytes: the observation record; then it is killed.
        gives_way: whether it runs behind other programs from the start, and not only once it has run for long.
    """

    cpu_seconds: float = 10.0
    wall_seconds: float = 20.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 1 << 18
    record_bytes: int = 24 << 20
    gives_way: bool = False


class Ending(enum.Enum):
    """How a child ended."""

    EXITED = "exited"
    SIGNALLED = "signalled"
    CPU_LIMIT = "cpu_limit"
    WALL_LIMIT = "wall_limit"
    OUTPUT_LIMIT = "output_limit"
    RECORD_LIMIT = "record_limit"
    MEMORY_LIMIT = "memory_limit"
    """The kernel killed it for memory that address space does not count; only where there are control groups."""
    FORBIDDEN = "forbidden"
    """The kernel killed it for a call that no honest program makes."""
    NOT_STARTED = "not_started"
    """Our failure: the learner's program did not run, or its fork server died twice."""


@dataclass(frozen=True)
class Outcome:
    """One run, from outside.

    Attributes:
        ending: how it ended; a limit that was passed goes before how the process then died.
        exit_status: what it exited with, if it exited.
        signal: what killed it, if something did.
        record: bytes from the record pipe, undecoded: they may be anything.
        stdout: bytes it printed; with `stderr` at most `Limits.output_bytes`.
        stderr: bytes it printed; our own reason where `ending` is NOT_STARTED.
        cpu_seconds: user and system time of all its threads.
        wall_seconds: from the fork until it was reaped.
        max_rss_bytes: its largest resident set, pages shared with the fork server included.
        started: the learner's program may have begun; where it has not, the failure is ours.
    """

    ending: Ending
    exit_status: int | None
    signal: int | None
    record: bytes
    stdout: bytes
    stderr: bytes
    cpu_seconds: float
    wall_seconds: float
    max_rss_bytes: int
    started: bool
