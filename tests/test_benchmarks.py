"""What ``make bench`` runs: each measurement comes to its end, and says what it found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LINES = {
    "grading": ("processor time per file", "fresh interpreter, same program", "children that waited for it"),
    "fork": ("confined", "bare", "seccomp", "confinement costs"),
}


@pytest.mark.parametrize("name", LINES)
def test_measurement_ends_and_tells(repository: Path, name: str) -> None:
    """A measurement of two programs ends well, and each of its lines is there; what the figures are is nobody's business here."""
    ended = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "2"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert not [line for line in LINES[name] if line not in ended.stdout]
