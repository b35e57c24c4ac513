"""Descriptors of the fork server's own, kept out of the way of those that its children give numbers to."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

FIRST_FREE = 10
"""Below it a child puts its own: standard streams, record, job."""
_CHUNK_BYTES = 1 << 16


def move_up(descriptor: int) -> int:
    """Move a descriptor to a number from `FIRST_FREE` on."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, FIRST_FREE)
    os.close(descriptor)
    return moved


def keep_open(path: str) -> int:
    """Open, for reading, something that will be out of reach later.

    Raises:
        OSError: it cannot be opened.
    """
    return move_up(os.open(path, os.O_RDONLY | os.O_CLOEXEC))


def memory_file(content: bytes) -> int:
    """A file in memory with that content.

    Raises:
        OSError: it cannot be made, or may not be as long.
    """
    descriptor = move_up(os.memfd_create("job", os.MFD_CLOEXEC))
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
    return descriptor


def occupy_low_numbers() -> None:
    """Take every number below `FIRST_FREE` that is still free, so that none is given to a descriptor that comes in later."""
    while os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC) < FIRST_FREE - 1:
        continue


def read_all(descriptor: int) -> str:
    """Read a pipe to its end and close it."""
    chunks = []
    while chunk := os.read(descriptor, _CHUNK_BYTES):
        chunks.append(chunk)
    os.close(descriptor)
    return b"".join(chunks).decode(errors="replace")


def namespace_number(name: str) -> int:
    """The number that identifies this process's namespace of that kind: "user", "mnt", "net", "ipc", "pid"."""
    return Path(f"/proc/self/ns/{name}").stat().st_ino
