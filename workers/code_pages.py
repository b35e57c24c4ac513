"""Moves machine code that children use to huge pages, and joins the ranges that it is in.

Code is mapped from files, page by page, and a fork copies no page table for it: each child finds every piece of code that it runs
through a page fault of its own, some three hundred in a backward pass. Two megabytes of code in one page of private memory are
there at once, for all children. The fork server pays with the memory of the pieces that it has run itself.
"""

from __future__ import annotations

import array
import ctypes
import itertools
import mmap
import os
from collections.abc import Sequence
from dataclasses import dataclass

HUGE_PAGE_BYTES = 2 << 20
MADV_HUGEPAGE = 14
MADV_COLLAPSE = 25  # Linux 6.1

_PRESENT = 1 << 63
_ENTRY_BYTES = 8
_IN_USE = 64
"""How many of a piece's 512 pages have been run before it is worth its memory."""
_REMAP_TO_FIXED = 3  # MREMAP_MAYMOVE | MREMAP_FIXED
_FAILED = ctypes.c_void_p(-1).value

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = _libc.mremap.restype = ctypes.c_void_p
_libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long)
_libc.mremap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p)
_libc.munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
_libc.madvise.argtypes = _libc.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)


@dataclass(frozen=True)
class MemoryRange:
    """One line of `/proc/PID/maps`: bounds, rights as "rw-p", and the file or the kernel's name for it, or ""."""

    start: int
    end: int
    rights: str
    name: str

    @classmethod
    def read(cls, line: str) -> MemoryRange:
        """The range that one line speaks of."""
        bounds, rights, _offset, _device, _inode, *name = line.split(maxsplit=5)
        start, end = (int(bound, 16) for bound in bounds.split("-"))
        return cls(start, end, rights, name[0].strip() if name else "")

    @property
    def whole_pieces(self) -> range:
        """Where the aligned pieces of a huge page's size begin that lie in it as a whole."""
        first = -(-self.start // HUGE_PAGE_BYTES) * HUGE_PAGE_BYTES
        return range(first, self.end - HUGE_PAGE_BYTES + 1, HUGE_PAGE_BYTES)


def move_code(maps: str, pagemap: int) -> int:
    """Move the code that this process has run; returns the bytes moved, 0 where the kernel has no huge pages to give.

    Args:
        maps: the text of `/proc/self/maps`.
        pagemap: the open `/proc/self/pagemap`.
    """
    moved = 0
    for memory in map(MemoryRange.read, maps.splitlines()):
        if memory.rights != "r-xp" or not memory.name.startswith("/"):
            continue
        used = [piece for piece in memory.whole_pieces if _pages_in_use(piece, pagemap) >= _IN_USE]
        for start, end in joined(used, HUGE_PAGE_BYTES):
            # Each range of memory of its own costs every fork a little.
            if not _move(start, end - start):
                return moved
            moved += end - start
    return moved


def join_ranges(maps: str) -> None:
    """Let the constants of libraries be run as well, which are only read: they make one range with the code beside them.

    Each range costs every fork and every exit a microsecond, and a library has five. None becomes writable.

    Args:
        maps: the text of `/proc/self/maps`.
    """
    ranges = map(MemoryRange.read, maps.splitlines())
    files = [each for each in ranges if each.rights in {"r--p", "r-xp"} and each.name.startswith("/")]
    for one, other in itertools.pairwise(files):
        if one.name == other.name and one.end == other.start and one.rights != other.rights:
            constants = one if one.rights == "r--p" else other
            _libc.mprotect(constants.start, constants.end - constants.start, mmap.PROT_READ | mmap.PROT_EXEC)


def joined(pieces: Sequence[int], length: int) -> list[tuple[int, int]]:
    """Bounds of the runs of neighbours among pieces of one length that are given by where they begin, in ascending order."""
    runs: list[tuple[int, int]] = []
    for piece in pieces:
        start = runs.pop()[0] if runs and runs[-1][1] == piece else piece
        runs.append((start, piece + length))
    return runs


def _pages_in_use(piece: int, pagemap: int) -> int:
    count = HUGE_PAGE_BYTES // mmap.PAGESIZE
    entries = array.array("Q", os.pread(pagemap, count * _ENTRY_BYTES, piece // mmap.PAGESIZE * _ENTRY_BYTES))
    return sum(1 for entry in entries if entry & _PRESENT)


def _move(start: int, length: int) -> bool:
    """Put a copy on huge pages in the place of the code, in one step of the kernel's: it may be what runs at this moment."""
    anywhere = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    room = _libc.mmap(None, length + HUGE_PAGE_BYTES, mmap.PROT_READ | mmap.PROT_WRITE, anywhere, -1, 0)
    if room in (None, _FAILED):
        return False
    copy = -(-room // HUGE_PAGE_BYTES) * HUGE_PAGE_BYTES
    _libc.madvise(copy, length, MADV_HUGEPAGE)
    ctypes.memmove(copy, start, length)
    done = (
        _libc.madvise(copy, length, MADV_COLLAPSE) == 0
        and _libc.mprotect(copy, length, mmap.PROT_READ | mmap.PROT_EXEC) == 0
        and _libc.mremap(copy, length, length, _REMAP_TO_FIXED, start) == start
    )
    for first, last in ((room, copy), (copy + length if done else copy, room + length + HUGE_PAGE_BYTES)):
        if last > first:
            _libc.munmap(first, last - first)
    return bool(done)
