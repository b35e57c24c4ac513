"""Has a fork copy at once the pages that every child writes to, which would otherwise cost a fault each.

A child shares every page with the fork server until one of them writes to it: then the kernel stops the writer, finds out what
the page is, copies it and goes on. Pages that are *pinned*, as for a device that may write to them at any moment, are not shared
by a fork but copied then and there, one behind the other, for less than half of what a fault costs; and since they were never
shared, the fork server can write to its own between two forks without a fault either.

Which pages those are is learned (`learning.py`): children are forked that do what children do, and each time the kernel is asked
which pages this process no longer shares. They are pinned by registering them as buffers of an io_uring that nothing is ever read
into or written from. Where a kernel or a container has no io_uring to give, or lets this process pin less, pages are copied
through faults as before.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from workers.code_pages import HUGE_PAGE_BYTES, MADV_COLLAPSE, MemoryRange, joined
from workers.kernel import syscall

_PAGE = mmap.PAGESIZE
_ENTRY_BYTES = 8
_MADV_DONTDUMP, _MADV_DODUMP = 16, 17
_MADV_POPULATE_WRITE = 23  # Linux 5.14
_REGISTER_BUFFERS, _REGISTER_RESTRICTIONS = 0, 11
_DISABLED = 1 << 6  # IORING_SETUP_R_DISABLED
_ALLOWED_CALL = 0  # IORING_RESTRICTION_REGISTER_OP
_MOST_BUFFERS = 1 << 14
_HOLDER_TRIES = 20
_THREAD_BYTES = 4096
"""More than what the C library keeps of a thread; the kernel writes to it as a child begins."""
_PRESENT, _FILE, _ALONE = 1 << 7, 1 << 5, 1 << 0
"""Flags in the highest byte of an entry of `/proc/PID/pagemap`: in memory; of a file; mapped by this process alone."""
_NOT_SHARED = bytes(flags & (_PRESENT | _FILE | _ALONE) == _PRESENT | _ALONE for flags in range(256))


_libc = ctypes.CDLL(None)
_libc.pthread_self.restype = ctypes.c_void_p


class _Buffer(ctypes.Structure):
    """`struct iovec`."""

    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Restriction(ctypes.Structure):
    """`struct io_uring_restriction`."""

    _fields_ = (("kind", ctypes.c_uint16), ("allowed", ctypes.c_uint8), ("more", ctypes.c_char * 13))


class _Parameters(ctypes.Structure):
    """The beginning of `struct io_uring_params`; what follows the flags is as long as the kernel may want it."""

    _fields_ = (("entries", ctypes.c_uint32 * 2), ("flags", ctypes.c_uint32), ("more", ctypes.c_char * 108))


def open_ring() -> int | None:
    """A descriptor of an io_uring that can pin memory and do nothing else, whoever holds it; None where there is none to be had.

    It is made disabled, and restricted to one thing should it ever be enabled: registering buffers. The memory that it will pin
    counts against RLIMIT_MEMLOCK unless the caller may lock memory at this moment.
    """
    try:
        ring = syscall("io_uring_setup", 1, ctypes.byref(_Parameters(flags=_DISABLED)))
    except OSError:
        return None
    try:
        syscall(
            "io_uring_register",
            ring,
            _REGISTER_RESTRICTIONS,
            ctypes.byref(_Restriction(_ALLOWED_CALL, _REGISTER_BUFFERS)),
            1,
        )
    except OSError:  # Linux 5.10
        os.close(ring)
        return None
    return ring


class SharingSurvey:
    """Asks, again and again, which pages this process shares with nobody.

    It is prepared for a number of looks, so that looking itself writes to little that a child would have to copy.

    Args:
        maps: the text of `/proc/self/maps`.
        pagemap: the open `/proc/self/pagemap`.
        looks: how often it can be asked.
    """

    def __init__(self, maps: str, pagemap: int, looks: int) -> None:
        ranges = [each for each in map(MemoryRange.read, maps.splitlines()) if _is_private_data(each)]
        self._addresses = [address for each in ranges for address in range(each.start, each.end, _PAGE)]
        self._look_bytes = len(self._addresses) * _ENTRY_BYTES
        self._pagemap = pagemap
        self._kept = mmap.mmap(-1, looks * self._look_bytes, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        view, place = memoryview(self._kept), 0
        self._looks: list[list[tuple[memoryview, int]]] = []
        for _ in range(looks):
            parts = []
            for each in ranges:
                length = (each.end - each.start) // _PAGE * _ENTRY_BYTES
                parts.append((view[place : place + length], each.start // _PAGE * _ENTRY_BYTES))
                place += length
            self._looks.append(parts)
        self._next = 0

    def look(self) -> None:
        """Look once."""
        for part, offset in self._looks[self._next]:
            os.preadv(self._pagemap, [part], offset)
        self._next += 1

    def alone(self, *, at_least: float = 1.0) -> list[int]:
        """Addresses of the pages that were this process's alone in such a share of all looks, and forget the looks."""
        # One byte a page is added up in long numbers: no more than 255 looks, so none carries over into its neighbour.
        seen = 0
        for number in range(self._next):
            start = number * self._look_bytes
            flags = self._kept[start + _ENTRY_BYTES - 1 : start + self._look_bytes : _ENTRY_BYTES]
            seen += int.from_bytes(flags.translate(_NOT_SHARED), "little")
        often = self._next * at_least
        counts = seen.to_bytes(len(self._addresses), "little")
        self._next = 0
        return [address for address, count in zip(self._addresses, counts, strict=True) if count and count >= often]


def _is_private_data(memory: MemoryRange) -> bool:
    return memory.rights == "rw-p" and not memory.name.startswith("[v")


def runs_of(addresses: Sequence[int]) -> list[tuple[int, int]]:
    """Bounds of the runs of neighbours among pages that are given in ascending order."""
    return joined(addresses, _PAGE)


def split_huge_pages(maps: str) -> None:
    """Have the kernel map each page by itself, in huge pages that stay whole: only then does it tell who shares which.

    Advice that is given for one page and taken back is enough: for a moment that page is a range of its own.
    """
    for memory in map(MemoryRange.read, maps.splitlines()):
        for piece in memory.whole_pieces if _is_private_data(memory) else ():
            for advice in (_MADV_DONTDUMP, _MADV_DODUMP):
                with suppress(OSError):
                    syscall("madvise", piece + _PAGE, _PAGE, advice)


def join_huge_pages(maps: str, apart: Sequence[int]) -> None:
    """Take `split_huge_pages` back where none of the pages `apart` lies: a fork copies one entry instead of 512."""
    left = {address // HUGE_PAGE_BYTES * HUGE_PAGE_BYTES for address in apart}
    for memory in map(MemoryRange.read, maps.splitlines()):
        for piece in memory.whole_pieces if _is_private_data(memory) else ():
            if piece not in left:
                with suppress(OSError):
                    syscall("madvise", piece, HUGE_PAGE_BYTES, MADV_COLLAPSE)


def pin(ring: int, pages: Sequence[int]) -> int:
    """Have forks copy these pages at once; returns how many they are, 0 where the kernel will not have them pinned.

    Args:
        ring: from `open_ring`; it must stay open.
        pages: their addresses, in ascending order.

    Raises:
        OSError: this process can have no child.
    """
    thread = _libc.pthread_self()
    own = range(thread // _PAGE * _PAGE, thread + _THREAD_BYTES)
    runs = runs_of([page for page in pages if page not in own])[:_MOST_BUFFERS]
    table = (_Buffer * len(runs))(*(_Buffer(start, end - start) for start, end in runs))
    with _child_that_never_ran() as there:
        if not there:
            return 0
        try:
            # Written to while a child shares it, a page of a huge page is replaced by a small one. Before Linux 5.19 it would pin
            # the whole.
            for start, end in runs:
                syscall("madvise", start, end - start, _MADV_POPULATE_WRITE)
            syscall("io_uring_register", ring, _REGISTER_BUFFERS, table, len(runs))
        except OSError:  # a kernel before 5.14, or more than this process may pin
            return 0
    return sum(end - start for start, end in runs) // _PAGE


@contextmanager
def _child_that_never_ran() -> Iterator[bool]:
    """A child that shares every page with this process: it is stopped before it does anything. False if none could be had."""
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})  # where this process runs, its child waits
    try:
        child = next(filter(None, (_stopped_child() for _ in range(_HOLDER_TRIES))), None)
    finally:
        os.sched_setaffinity(0, processors)
    try:
        yield child is not None
    finally:
        if child is not None:
            _end(child)


def _stopped_child() -> int | None:
    """A child that was stopped before it did anything, or None if it was faster."""
    reader, writer = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        try:
            child = os.fork()
            if child == 0:
                os.write(writer, b".")
                os._exit(0)
        finally:
            os.close(writer)
        os.kill(child, signal.SIGSTOP)
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            return None
        if _is_empty(reader):
            return child
        _end(child)
        return None
    finally:
        os.close(reader)


def _is_empty(reader: int) -> bool:
    try:
        return not os.read(reader, 1)
    except BlockingIOError:
        return True


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
