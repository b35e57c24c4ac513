"""``python -m benchmarks.calls``: the list of system calls can be learned again, for a new torch, Python or machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, socket, torch
try:
    socket.socket()
except PermissionError:
    os.getppid()
(torch.ones(2, requires_grad=True) * 2).sum().backward()
"""


def test_calls_are_reported_as_the_policy_judges_them(repository: Path, tmp_path: Path) -> None:
    """What a program needs stands among what is allowed, or among what is denied, with the error that it meets."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, "-m", "benchmarks.calls", str(program)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    allowed, _, rest = done.stdout.partition("needed and denied:")
    denied, _, unneeded = rest.partition("allowed and not needed:")
    assert "getppid" in allowed
    assert "socket(0x2, 0x1): EPERM" in denied or "socket(0x2, 0x80001): EPERM" in denied, done.stdout
    assert "getppid" not in unneeded.split()
    assert "clone" in unneeded.split()
