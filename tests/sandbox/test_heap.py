"""The worker's memory while large records come and go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sandbox.conftest import ECHO_HARNESS

_PROGRAM = """
import gc, os, sys
sys.path.insert(0, {root!r})
from grader.leftovers import resident_bytes
from workers.sandbox import Limits, Sandbox

def resident():
    gc.collect()
    return resident_bytes(frozenset({{os.getpid()}})) >> 20

with Sandbox(harness={harness!r}, prove=False, concurrency=1) as box:
    for mebibytes in (0, 20, 12):
        outcome = box.run(b"record(bytes(%d << 20))" % mebibytes, Limits(cpu_seconds=20.0, wall_seconds=120.0))
        assert len(outcome.record) == mebibytes << 20, outcome.ending
        del outcome
        before = resident() if mebibytes == 0 else before
    print(resident() - before)
"""


def test_records_of_megabytes_leave_no_memory_taken(repository: Path) -> None:
    """When large records have come and gone, the process is about as small as it was before them."""
    program = _PROGRAM.format(root=str(repository), harness=ECHO_HARNESS)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 8, "MiB"
