"""Files in which the kernel says or is told one thing: read and written in one call each, since every run of a program asks."""

from __future__ import annotations

import os

_MOST_BYTES = 1 << 12


def read_kernel_file(path: str) -> bytes:
    """What the file says, as far as a page goes. Raises `OSError` where there is none."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, _MOST_BYTES)
    finally:
        os.close(descriptor)


def write_kernel_file(path: str, content: bytes) -> None:
    """Tell the kernel. Raises `OSError` where there is no such file, or it refuses."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, content)
    finally:
        os.close(descriptor)
