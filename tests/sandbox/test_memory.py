"""The fork server's memory: moved where forking is cheap, and the same to whoever uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workers import hot_code
from workers.code_pages import MemoryRange

_PROGRAM = """
import ctypes, json, os, sys
sys.path.insert(0, {root!r})
from workers import code_pages, memory
memory.gather()
import torch
if {refused}:
    code_pages.MADV_COLLAPSE = 0x7FFF  # an advice that no kernel knows

def work():
    x = torch.arange(6.0, dtype=torch.float64).reshape(2, 3).requires_grad_()
    (x.exp() @ torch.ones(3, dtype=torch.float64)).log().sum().backward()
    return x.grad.tolist()

before = work()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
old = [(bytes(200), libc.malloc(700)) for _ in range(4000)]
for block, piece in old[::10]:
    libc.free(piece)
del old[::10], block
maps, pagemap = (os.open("/proc/self/" + name, os.O_RDONLY) for name in ("maps", "pagemap"))
memory.settle(maps, pagemap)
new = [(id(block := bytes(200)), libc.malloc(700), block) for _ in range(50)]
pages = [len({{each[kind] >> 12 for each in new}}) for kind in (0, 1)]
ranges = [code_pages.MemoryRange.read(line) for line in open("/proc/self/maps")]
child = os.fork()
if child == 0:
    os._exit(work() != before)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
moved = sum(each.end - each.start for each in ranges if each.rights == "r-xp" and not each.name)
neighbours = [(one, other) for one, other in zip(ranges, ranges[1:]) if one.name == other.name and one.end == other.start]
apart = [1 for one, other in neighbours if one.name[:1] == "/" and (one.rights, other.rights) == ("r--p", "r-xp")]
print(json.dumps({{"apart": len(apart), "same": work() == before, "child": status, "moved": moved, "pages": pages, "writable": [
    each.name for each in ranges if "w" in each.rights and "x" in each.rights]}}))
sys.stdout.flush()
os._exit(0)
"""


def settled(repository: Path, *, refused: bool) -> dict[str, Any]:
    """Settle the memory of a process of its own, and work before and after."""
    program = _PROGRAM.format(root=str(repository), refused=refused)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("refused", [False, True])
def test_settled_process_works_as_before(repository: Path, *, refused: bool) -> None:
    """Whether the kernel has huge pages for it or not, what was moved does what it did, here and in a child."""
    found = settled(repository, refused=refused)
    assert found["same"]
    assert found["child"] == 0
    assert not found["writable"], "memory that can be both written and run"
    if refused:
        assert not found["moved"]


def test_constants_and_code_of_a_library_are_one_range(repository: Path) -> None:
    """What a library only reads is no range of its own where the code that it runs follows."""
    assert settled(repository, refused=True)["apart"] == 0


def test_what_is_new_lies_together(repository: Path) -> None:
    """Once memory is settled no new object of Python's or of the C library's is put into a gap that an old one left."""
    objects, pieces = settled(repository, refused=True)["pages"]
    assert objects <= 50 * 240 / 4096 + 5, "of 30 where gaps are used"
    assert pieces <= 50 * 720 / 4096 + 5, "of 50 where gaps are used"


def test_ranges_are_read_from_maps() -> None:
    """Bounds, rights and name of a range, and the pieces of a huge page's size that lie in it as a whole."""
    memory = MemoryRange.read("7f0000100000-7f0000700000 r-xp 00100000 fe:00 42    /usr/lib/a library.so\n")
    assert (memory.rights, memory.name) == ("r-xp", "/usr/lib/a library.so")
    assert [hex(piece) for piece in memory.whole_pieces] == ["0x7f0000200000", "0x7f0000400000"]
    assert not MemoryRange.read("7f0000100000-7f0000300000 rw-p 00000000 00:00 0").whole_pieces


_FUNCTIONS = """
def make_adder(number):
    def add(other):
        return other + number
    return add

def helper(value):
    return value * 2

def unused():
    return 1

add_one, add_two = make_adder(1), make_adder(2)

def work():
    return add_one(helper(3)), [add_two(each) for each in (1, 2)]
"""


def test_code_that_ran_is_copied_and_works_as_before() -> None:
    """Every function that took part has a new code object, one for all that shared one, and does what it did."""
    space: dict[str, Any] = {}
    exec(_FUNCTIONS, space)  # noqa: S102 - functions that nothing else runs
    took_part = ["add_one", "add_two", "helper", "work"]
    before = {name: space[name].__code__ for name in [*took_part, "unused"]}
    hot_code.lay_together(space["work"])
    assert space["work"]() == (7, [3, 4])
    assert all(space[name].__code__ is not before[name] and space[name].__code__ == before[name] for name in took_part)
    assert space["add_one"].__code__ is space["add_two"].__code__
    names = [(code.co_name, code.co_qualname) for code in (space[name].__code__ for name in took_part)]
    assert names == [(code.co_name, code.co_qualname) for code in map(before.get, took_part) if code]
    assert space["unused"].__code__ is before["unused"]


def test_code_of_one_text_in_two_files_stays_apart() -> None:
    """Functions that are alike to the letter keep the file that they are in: tracebacks name it."""
    spaces: list[dict[str, Any]] = [{}, {}]
    for number, space in enumerate(spaces):
        exec(compile("def work():\n    return [each for each in (1, 2)]\n", f"file {number}", "exec"), space)  # noqa: S102 - as above
    hot_code.lay_together(lambda: [space["work"]() for space in spaces])
    for number, space in enumerate(spaces):
        code = space["work"].__code__
        files = {code.co_filename, *(each.co_filename for each in code.co_consts if hasattr(each, "co_filename"))}
        assert files == {f"file {number}"}
