"""Fills the gaps between living objects, so that what a child creates lies together, behind all that it shares.

A new object is put where one died, and importing leaves such places on thousands of pages: each that a child used would have to
be copied. What is taken here is never given back.
"""

from __future__ import annotations

import ctypes
import gc
import sys

# How CPython lays out objects of up to 512 bytes: blocks of one size, in steps of 16 bytes, side by side in pools.
_BLOCK_STEP = 16
_LARGEST_BLOCK = 512
_POOL_BYTES = 16 << 10
_ENOUGH_IN_A_ROW = 24
_MOST_BYTES_OF_A_SIZE = 4 << 20
# Free pieces of the C library's heap: sizes that it keeps in lists of their own, and before them larger ones, which would
# otherwise be cut up.
_LARGE_PIECES = [1 << power for power in range(21, 10, -1)]
_SMALL_PIECES = range(1024, 0, -16)
_MOST_PIECES = 200_000

_kept: list[object] = []


class _HeapFigures(ctypes.Structure):
    """`struct mallinfo2`, glibc 2.33; the last field is the size of the piece at the end that was never given out."""

    _fields_ = (*((f"field_{number}", ctypes.c_size_t) for number in range(9)), ("end_piece", ctypes.c_size_t))


class _CHeap:
    """The C library's one heap, which also holds Python's own after `memory.gather`."""

    def __init__(self, libc: ctypes.CDLL) -> None:
        self._libc = libc
        libc.malloc.restype = libc.sbrk.restype = ctypes.c_void_p
        libc.malloc.argtypes, libc.free.argtypes = (ctypes.c_size_t,), (ctypes.c_void_p,)
        libc.mallinfo2.restype = _HeapFigures

    @property
    def front(self) -> int:
        """The address of the piece at the end that was never given out."""
        return int(self._libc.sbrk(0)) - int(self._libc.mallinfo2().end_piece)

    def fill(self) -> None:
        """Take every free piece before the front."""
        malloc, front = self._libc.malloc, self.front
        for size in (*_LARGE_PIECES, *_SMALL_PIECES):
            for _ in range(_MOST_PIECES):
                piece = malloc(size)
                if piece is None or piece >= front:
                    self._libc.free(piece)
                    break


def fill() -> None:
    """Collect garbage, then fill the gaps that it left: the C library's, then those in what Python has got from it."""
    gc.collect()
    libc = ctypes.CDLL(None)
    heap = _CHeap(libc) if hasattr(libc, "mallinfo2") else None
    front = 0
    if heap:
        heap.fill()
        front = heap.front
    for size in range(_LARGEST_BLOCK, 0, -_BLOCK_STEP):
        _fill_pools(size, front)
    if heap:
        heap.fill()


def _fill_pools(size: int, front: int) -> None:
    """Take Python's free blocks of one size, until they come one behind the other, and from behind the front."""
    in_a_row = last = 0
    for number in range(_MOST_BYTES_OF_A_SIZE // size):
        block = _block(size, number)
        _kept.append(block)
        in_a_row = in_a_row + 1 if id(block) == last + size else 0
        last = id(block)
        if last >= front and in_a_row >= min(_ENOUGH_IN_A_ROW, _POOL_BYTES // size - 2):
            break


def _block(size: int, number: int) -> object:
    """An object of that many bytes, which the collector does not know."""
    empty = sys.getsizeof(b"")
    if size >= empty:
        return bytes(size - empty)
    return object() if size == _BLOCK_STEP else number + 0.5
