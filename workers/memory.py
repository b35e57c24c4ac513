"""Makes forking cheap: the fork server's memory is frozen for the collector and moved to huge pages.

Forking copies page tables, and a child pays for each page that it touches. With private memory on 2 MiB pages the tables
shrink to a fraction: the fork itself took 0.8 ms instead of 2.3 ms, the whole life of a child 3.9 ms instead of 7.0 ms. Why
the rest is done is told in docs/decisions/0008.
"""

from __future__ import annotations

import ctypes
import gc
import os

from workers import gaps
from workers.code_pages import HUGE_PAGE_BYTES, MADV_COLLAPSE, MADV_HUGEPAGE, MemoryRange, join_ranges, move_code
from workers.kernel import syscall

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_NEVER = 1 << 30
_CHILDRENS_MMAP_THRESHOLD, _CHILDRENS_TRIM_THRESHOLD = 1 << 20, 2 << 20


class _RawAllocator(ctypes.Structure):
    """`PyMemAllocatorEx` of Python's C interface."""

    _fields_ = tuple((name, ctypes.c_void_p) for name in ("context", "malloc", "calloc", "realloc", "free"))


class _ArenaAllocator(ctypes.Structure):
    """`PyObjectArenaAllocator` of Python's C interface."""

    _fields_ = tuple((name, ctypes.c_void_p) for name in ("context", "alloc", "free"))


def gather() -> None:
    """Have everything that is allocated from here on lie in one piece, which can be on huge pages.

    Python asks the kernel for a megabyte at a time, and gets it wherever there is room between libraries, too small for a huge
    page. From now on it asks the C library, which extends one heap. Call it early. The process must end by `os._exit`: what
    Python had got from the kernel before must not be given back to the C library.
    """
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallopt"):
        return  # another C library than glibc: its heap may be no better
    libc.mallopt(_M_MMAP_THRESHOLD, _NEVER)
    libc.mallopt(_M_TRIM_THRESHOLD, _NEVER)
    raw = _RawAllocator()
    ctypes.pythonapi.PyMem_GetAllocator(0, ctypes.byref(raw))
    arenas = _ArenaAllocator(raw.context, raw.malloc, raw.free)  # a size too many is passed to free, and not looked at
    ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(arenas))


def _is_private_anonymous(memory: MemoryRange) -> bool:
    return memory.rights == "rw-p" and (memory.name in {"", "[heap]"} or memory.name.startswith("[anon"))


def _move_to_huge_pages(maps: str) -> int:
    """Move what can be moved; returns the bytes moved. A kernel that cannot do it leaves memory as it is."""
    moved = 0
    for memory in map(MemoryRange.read, maps.splitlines()):
        pieces = memory.whole_pieces
        if not pieces or not _is_private_anonymous(memory):
            continue
        first, length = pieces[0], len(pieces) * HUGE_PAGE_BYTES
        try:
            syscall("madvise", first, length, MADV_HUGEPAGE)
            syscall("madvise", first, length, MADV_COLLAPSE)
        except OSError:
            continue
        moved += length
    return moved


def shared_writable(maps: str) -> list[str]:
    """Names of the ranges that a write would carry from one child to the next; there must be none."""
    ranges = map(MemoryRange.read, maps.splitlines())
    return [
        memory.name or f"{memory.start:x}"
        for memory in ranges
        if memory.rights.startswith("rw") and memory.rights.endswith("s")
    ]


def freeze() -> None:
    """Free what is garbage now, and exempt the rest from collection: a child would free the one and write to the other."""
    gc.collect()
    gc.freeze()


def read_maps(maps: int) -> str:
    """The text of an open `/proc/PID/maps`, as it is now."""
    os.lseek(maps, 0, os.SEEK_SET)
    with open(maps, encoding="ascii", errors="replace", closefd=False) as file:
        return file.read()


def settle(maps: int, pagemap: int | None = None) -> int:
    """Collect garbage, fill gaps, exempt what is left from collection, move it to huge pages, and join ranges of libraries.

    Args:
        maps: this process's open `/proc/self/maps`; Landlock may already forbid to open it.
        pagemap: its open `/proc/self/pagemap`; without it machine code stays where it is.

    Returns:
        The bytes moved.
    """
    gaps.fill()
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):  # a child's large tensors come from the kernel and go back to it
        libc.mallopt(_M_MMAP_THRESHOLD, _CHILDRENS_MMAP_THRESHOLD)
        libc.mallopt(_M_TRIM_THRESHOLD, _CHILDRENS_TRIM_THRESHOLD)
        libc.malloc_trim(0)
    gc.disable()
    freeze()
    text = read_maps(maps)
    moved = _move_to_huge_pages(text) + (0 if pagemap is None else move_code(text, pagemap))
    join_ranges(read_maps(maps))
    return moved
