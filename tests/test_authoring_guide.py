"""docs/authoring.md, followed to the letter: each command is run and each file written, from top to bottom."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

_BLOCK = re.compile(
    r"(?:^`(?P<file>[\w./-]+)`:\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def steps(repository: Path) -> list[tuple[str, str]]:
    """The guide's steps: a file's name and its text, or "" and one command."""
    found = []
    for block in _BLOCK.finditer((repository / "docs" / "authoring.md").read_text(encoding="utf-8")):
        if block["language"] == "sh":
            found += [("", command) for command in block["text"].splitlines()]
        else:
            assert block["file"], f"nothing says which file this is:\n{block['text']}"
            found.append((block["file"], block["text"]))
    return found


def test_the_guide_leads_to_an_exercise_that_passes_the_gate(repository: Path, tmp_path: Path) -> None:
    """Whoever follows the guide has an exercise that every gate passes: no command of it fails."""
    grader = Path(sys.executable).with_name("grader")
    run = []
    for file, text in steps(repository):
        if file:
            path = tmp_path / file
            assert path.parent.is_dir(), f"{file}: its folder is not there yet"
            path.write_text(text, encoding="utf-8")
            continue
        words = shlex.split(text)
        assert words[0] == "grader"
        result = subprocess.run([grader, *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert result.returncode == 0, f"{text}\n{result.stdout}\n{result.stderr}"
        run.append(words[1:3])
    assert ["exercise", "new"] in run
    assert ["exercise", "check"] in run


@pytest.mark.parametrize("file", ["reference.py", "exercise.toml", "starter.py"])
def test_the_guide_shows_every_file_that_it_tells_to_change(repository: Path, file: str) -> None:
    """A step that changes a file shows the whole of it."""
    assert any(name.endswith(f"/{file}") for name, _ in steps(repository))
