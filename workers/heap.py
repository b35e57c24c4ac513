"""Gives memory back: what a large record took of the worker goes to the kernel when it is freed.

The C library asks the kernel for each large block by itself, and returns it whole. Once such a block was freed, though, glibc
takes blocks of that size for common: it raises the threshold, up to 32 MiB, and carves them out of its heaps from then on, of
which it keeps twice as much unused, in each of several threads. Records of megabytes, which hostile programs send, so left a
worker of 52 MiB with 150 MiB that nobody used. Setting the threshold, be it to what it is at first, ends the raising.
"""

from __future__ import annotations

import ctypes

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGE_BYTES = 128 << 10
"""What glibc begins with; a chunk read from a pipe is half of it."""


def return_large_blocks() -> None:
    """Have the C library return every block of 128 KiB or more when it is freed, and no less at the end of a heap.

    It holds for the whole process and all its threads, from here on; doing it again changes nothing. Another C library than glibc
    is left as it is.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        libc.mallopt(_M_TRIM_THRESHOLD, _LARGE_BYTES)
