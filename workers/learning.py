"""Learns which pages children write to, from children that do all that children do but run programs of ours.

Each is forked, confined and given its job like any other. When its record is complete it waits, so that the pages that it has
copied can be told from those that it still shares; then it is killed.
"""

from __future__ import annotations

import os
import select
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NoReturn

from workers import hot_pages
from workers.child import Descriptors, Program
from workers.code_pages import HUGE_PAGE_BYTES
from workers.confinement import Room
from workers.descriptors import move_up
from workers.protocol import Request, Task
from workers.serving import ForkServer

SEAT = 0
_CPU_SECONDS = 10.0
_MEMORY_BYTES = 2 << 30
_PATIENCE_MILLISECONDS = 10_000
_STAYS_SECONDS = 3600
_OFTEN = 0.4
"""A page is copied ahead where so many of the children wrote to it: copied for nothing it costs 0.4 of what a fault does."""
_ENOUGH_IN_A_HUGE_PAGE = 5
"""A huge page on which fewer pages are written to is left to those children that write to it."""
_CHUNK_BYTES = 1 << 16

Live = Callable[[Descriptors, Room, Program], NoReturn]
"""What a child does from its fork to its end: its descriptors, what it is given, what it runs."""


def staying(program: Program) -> Program:
    """The same program, after which the child stays."""

    def run(job: bytes, record: int) -> None:
        program(job, record)
        while True:
            time.sleep(_STAYS_SECONDS)

    return run


def copy_ahead(
    server: ForkServer, ring: int, maps: str, pagemap: int, *, jobs: Sequence[int], live: Live, program: Program
) -> int:
    """Have forks copy what the children of these jobs write to; returns how many pages that is, 0 if nothing was learned.

    Args:
        server: forks the children.
        ring: from `hot_pages.open_ring`.
        maps: the text of `/proc/self/maps`.
        pagemap: the open `/proc/self/pagemap`.
        jobs: memory files, each with a job that shows what children do.
        live: what a child does.
        program: what it runs.

    Raises:
        OSError: there are not enough descriptors, or processes, to have a child.
    """
    hot_pages.split_huge_pages(maps)
    pages: list[int] = []
    pinned = 0
    try:
        survey = hot_pages.SharingSurvey(maps, pagemap, len(jobs))
        stays = staying(program)
        if all(_try(server, job, survey, lambda given, room: live(given, room, stays)) for job in jobs):
            pages = _worth_it(survey.alone(at_least=_OFTEN))
            pinned = hot_pages.pin(ring, pages) if pages else 0
    finally:
        hot_pages.join_huge_pages(maps, pages if pinned else ())
    return pinned


def _worth_it(pages: Sequence[int]) -> list[int]:
    """The same pages without those that lie nearly alone in a huge page, which would have to be mapped in small ones for them."""
    neighbours = Counter(page // HUGE_PAGE_BYTES for page in pages)
    return [page for page in pages if neighbours[page // HUGE_PAGE_BYTES] >= _ENOUGH_IN_A_HUGE_PAGE]


def _try(
    server: ForkServer, job: int, survey: hot_pages.SharingSurvey, live: Callable[[Descriptors, Room], NoReturn]
) -> bool:
    """Have one child do one job, and look at what it shares then; whether it came so far."""
    record, record_end = os.pipe2(os.O_CLOEXEC)
    output, output_end = os.pipe2(os.O_CLOEXEC)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ends = (os.dup(job), record_end, output_end, os.dup(output_end), theirs.detach())
    given = Descriptors(*map(move_up, ends))
    try:
        if (room := server.fork(Request(Task.JOB, SEAT, _CPU_SECONDS, _MEMORY_BYTES), given)) is not None:
            live(given, room)
        done = _read_to_end(record)
        survey.look()
        return server.end_all() and done  # one that ended shares nothing any more
    finally:
        server.end_all()
        ours.close()
        os.close(record)
        os.close(output)


def _read_to_end(descriptor: int) -> bool:
    """Whether a pipe came to its end in time, whatever came through it."""
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    while waiting.poll(_PATIENCE_MILLISECONDS):
        if not os.read(descriptor, _CHUNK_BYTES):
            return True
    return False
