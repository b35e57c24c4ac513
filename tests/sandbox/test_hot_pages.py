"""Pages that a fork copies at once: the same to whoever uses them, spared their faults, and given up where they cannot be had."""

from __future__ import annotations

import ctypes
import errno
import json
import mmap
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import HERE, host_python
from workers import hot_pages, kernel, samples
from workers.sandbox import Ending, Limits, Sandbox

TRIALS, FAILING_TRIALS = str(HERE / "trial_harness.py"), str(HERE / "failing_trial_harness.py")
PAGES = 128
PINNED_BYTES = 8 << 20
REGISTER_FILES, ENABLE = 2, 12  # of io_uring_register(2)
LIMITS = Limits(cpu_seconds=20.0, wall_seconds=60.0)


def _may_pin() -> bool:
    """Whether this host gives rings to processes like this one, and lets them pin as much as the fork server does."""
    ring = hot_pages.open_ring()
    if ring is None:
        return False
    os.close(ring)
    space = mmap.mmap(-1, PINNED_BYTES)
    start = ctypes.addressof(ctypes.c_char.from_buffer(space))
    return bool(ctypes.CDLL(None).mlock(ctypes.c_void_p(start), ctypes.c_size_t(PINNED_BYTES)) == 0)


MAY_PIN = _may_pin()
pins = pytest.mark.skipif(
    not MAY_PIN,
    reason="this host gives no io_uring, or lets less than 8 MB be locked: pages are copied through faults",
)
WRITES = b"""
import resource
faults = [resource.getrusage(resource.RUSAGE_SELF).ru_minflt]
for page in range(128):
    space[page * 4096] += 1
faults.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
record((faults[1] - faults[0], sum(space)))
"""


def copied_ahead(box: Sandbox) -> int:
    """How many pages the fork server said that its forks copy."""
    server: Any = box._server
    return int(server.facts["copied_ahead"])


def writes(box: Sandbox) -> tuple[int, int]:
    """Have a child write to every page of the harness's space: how many faults it took, and the sum of what is there then."""
    outcome = box.run(WRITES, LIMITS)
    assert outcome.ending is Ending.EXITED, outcome.stderr
    faults, total = eval(outcome.record)  # noqa: S307 - two numbers that the test's own job wrote
    return faults, total


@pins
def test_child_writes_to_learned_pages_without_a_fault() -> None:
    """What the trials wrote to is copied when a child is forked, every child finds it as the fork server left it."""
    with Sandbox(harness=TRIALS, prove=False) as box:
        assert copied_ahead(box) >= PAGES
        found = [writes(box) for _ in range(3)]
    assert [total for _, total in found] == [PAGES] * 3
    assert max(faults for faults, _ in found) < PAGES / 4


@pytest.mark.parametrize(
    "missing, error",
    [
        ("io_uring_setup", "ENOSYS"),
        ("io_uring_setup", "EPERM"),
        ("io_uring_register", "EINVAL"),  # no restrictions: Linux 5.9
        ("io_uring_register:3:0xfffe", "ENOMEM"),  # more than one buffer
        ("madvise:2:0x4", "EINVAL"),  # MADV_POPULATE_WRITE is 23
    ],
)
def test_host_that_pins_nothing_serves_as_before(tmp_path: Path, missing: str, error: str) -> None:
    """Without io_uring, room to pin, or a kernel that can replace pages, children copy through faults and all else is the same."""
    with Sandbox(harness=TRIALS, prove=False, python=host_python(tmp_path, missing, error)) as box:
        assert copied_ahead(box) == 0
        faults, total = writes(box)
    assert total == PAGES
    assert faults >= PAGES / 2


def test_trial_that_fails_teaches_nothing() -> None:
    """A trial child that ends, and so shares no page any more, has no page pinned, and its seat is free again."""
    with Sandbox(harness=FAILING_TRIALS, prove=False) as box:
        assert copied_ahead(box) == 0
        assert [box.run(b"record(len(space))", LIMITS).record for _ in range(3)] == [b"528384"] * 3


@pins
def test_real_children_are_learned_from() -> None:
    """The harness's own samples all run to their end, and hundreds of the pages that they write to are copied ahead."""
    with Sandbox(prove=False) as box:
        assert copied_ahead(box) > 500
        for job in samples.encoded_jobs():
            assert b'"finished"' in (box.run(job, LIMITS).record or b"")


def test_neighbours_are_joined_to_runs() -> None:
    """Pages side by side are one run, in ascending order, and nothing is none."""
    page = 4096
    assert hot_pages.runs_of([page, 2 * page, 5 * page]) == [(page, 3 * page), (5 * page, 6 * page)]
    assert hot_pages.runs_of([]) == []


_PROGRAM = """
import ctypes, json, mmap, os, sys
sys.path.insert(0, {root!r})
from workers import hot_pages
HUGE, PAGE = 2 << 20, mmap.PAGESIZE
space = mmap.mmap(-1, 5 * HUGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
space.madvise(mmap.MADV_HUGEPAGE)
for place in range(0, len(space), PAGE):
    space[place] = 1
start = ctypes.addressof(ctypes.c_char.from_buffer(space))
first = -(-start // HUGE) * HUGE
chosen = [first + number * HUGE + 7 * PAGE for number in range(4)]
def text():
    return open("/proc/self/maps").read()
pagemap = os.open("/proc/self/pagemap", os.O_RDONLY)
hot_pages.split_huge_pages(text())
survey = hot_pages.SharingSurvey(text(), pagemap, 1)
inside = range(first, first + 4 * HUGE)

def shared_with(work):
    ready, at_work = os.pipe()
    child = os.fork()
    if child == 0:
        work()
        os.write(at_work, b".")
        os.read(ready, 0)
        import time
        time.sleep(60)
    os.read(ready, 1)
    survey.look()
    os.kill(child, 9)
    os.waitpid(child, 0)
    return [page for page in survey.alone() if page in inside]

def write():
    for page in chosen:
        space[page - start] = 2

answer = {{"chosen": chosen}}
answer["written"] = shared_with(write)
answer["shared"] = shared_with(lambda: None)
if {pins}:
    answer["pinned"] = hot_pages.pin(hot_pages.open_ring(), chosen)
answer["copied"] = shared_with(lambda: None)
answer["kept"] = [space[page - start] for page in chosen]
print(json.dumps(answer))
"""


@pytest.fixture(scope="module")
def answer(repository: Path) -> dict[str, Any]:
    """Pin a page in each of four huge pages of a process of its own, and ask which pages its children share."""
    program = _PROGRAM.format(root=str(repository), pins=MAY_PIN)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_survey_tells_who_wrote_to_what(answer: dict[str, Any]) -> None:
    """Pages that a child has written to are this process's alone, in a huge page too, and no others are."""
    assert answer["written"] == answer["chosen"]
    assert answer["shared"] == []


@pins
def test_pinned_pages_are_copied_and_keep_what_they_hold(answer: dict[str, Any]) -> None:
    """A child that does nothing shares all but the pinned pages, and what is on them is as it was."""
    assert answer["pinned"] == len(answer["chosen"])
    assert answer["copied"] == answer["chosen"]
    assert answer["kept"] == [1] * len(answer["chosen"])


@pins
def test_ring_can_do_nothing_else() -> None:
    """It takes no work as it is, and if somebody enabled it, it would be allowed nothing but to register buffers."""
    ring = hot_pages.open_ring()
    assert ring is not None
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EBADFD)):
            kernel.syscall("io_uring_enter", ring, 0, 1, 1, None, 0)
        kernel.syscall("io_uring_register", ring, ENABLE, None, 0)
        descriptors = (ctypes.c_int * 1)(0)
        with pytest.raises(PermissionError):
            kernel.syscall("io_uring_register", ring, REGISTER_FILES, descriptors, 1)
    finally:
        os.close(ring)
