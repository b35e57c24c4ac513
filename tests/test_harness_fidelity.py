"""Honest programs notice nothing: under the harness they print what they print under a bare interpreter.

Each program of ``ordinary_programs.txt`` runs both ways, and both outputs are compared, standard error included. All of them
bind x and y in one way or another: those are the names that the harness watches.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.observing import Bench
from workers.sandbox import Sandbox

_TEXT = Path(__file__).with_name("ordinary_programs.txt").read_text(encoding="utf-8")
PROGRAMS = dict(part.split("\n", 1) for part in re.split(r"^=== ", _TEXT, flags=re.MULTILINE) if part)


def readable(text: bytes, path: Path) -> list[str]:
    """The lines without the carets under them, and with the program's path as the harness has it."""
    lines = text.decode("utf-8", "replace").replace(str(path), "submission.py").splitlines()
    return [line for line in lines if not re.fullmatch(r" +[~^]+", line)]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_prints_what_it_prints_elsewhere(sandbox: Sandbox, tmp_path: Path, name: str) -> None:
    """Output and errors are those of a bare interpreter, and a hidden run cannot be told from the public one."""
    path = tmp_path / "submission.py"
    path.write_text(PROGRAMS[name], encoding="utf-8")
    bare = subprocess.run(
        [sys.executable, "-X", "utf8", path], capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    public = Bench(sandbox).run(PROGRAMS[name], ("x", "y"), {"x": 123456.0})
    assert readable(public.outcome.stdout, path) == readable(bare.stdout, path)
    assert readable(public.outcome.stderr, path) == readable(bare.stderr, path)
    if "assert" not in PROGRAMS[name]:  # which is not enforced there
        hidden = Bench(sandbox).run(PROGRAMS[name], ("x", "y"), {"x": (123456.0, 7.0)}, hidden=True)
        assert (hidden.stdout, hidden.stderr) == (public.stdout, public.stderr)
        assert hidden.observation.ended == public.observation.ended


def test_the_programs_are_all_there() -> None:
    """The file of programs is read as it is meant: many programs, each with a name of its own."""
    assert len(PROGRAMS) == _TEXT.count("=== ") > 60
