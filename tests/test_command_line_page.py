"""docs/command-line.md beside what the commands do: which there are, how they end, and the keys of what they print."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from grader.cli import app
from tests.commands import PAGE, Ended, documented, documented_keys, ended, start
from tests.test_cli import KEYS

FASTEST = "chain-rule"


@pytest.fixture
def lesson(exercises_dir: Path) -> Path:
    """Return the folder of the shipped exercise whose gate takes the least time."""
    return exercises_dir / FASTEST


def leaves(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Each command that does something, by its words."""
    for name, beneath in getattr(command, "commands", {}).items():
        yield from leaves(beneath, (*words, name))
    if not hasattr(command, "commands"):
        yield " ".join(words), command


def check(tmp_path: Path, *folders: Path) -> Ended:
    """Run the publishing gate on folders."""
    return ended(start(["exercise", "check", *folders, "--json"], tmp_path))


def test_every_command_says_how_it_ends() -> None:
    """The page tells of each command when its status is 0, and of no other."""
    told = documented("Exit statuses")
    assert set(told) == {words for words, _ in leaves(get_command(app))}
    assert all(cells[0].strip() for cells in told.values())


def test_every_object_is_on_the_page() -> None:
    """The page lists the objects of each command that has ``--json``, and of no other."""
    printing = {
        words for words, each in leaves(get_command(app)) if any("--json" in known.opts for known in each.params)
    }
    assert set(documented("Objects")) == printing
    assert documented_keys("grade") == KEYS


@pytest.mark.parametrize("words", ["exercise list", "exercise show"])
def test_exercises_are_told_with_the_keys_of_the_page(tmp_path: Path, words: str) -> None:
    """What programs read of exercises has the keys that the page lists, in that order."""
    shown = ended(start([*words.split(), *(["detach"] if "show" in words else []), "--json"], tmp_path)).objects
    assert all(list(each) == documented_keys(words) for each in shown)
    assert shown


def test_a_shipped_exercise_passes_the_whole_gate(tmp_path: Path, lesson: Path) -> None:
    """The gate, asked as an author asks it, lets a shipped exercise through; its report has the keys of the page."""
    result = check(tmp_path, lesson)
    assert (result.status, result.complaints) == (0, [])
    (told,) = result.objects
    assert list(told) == documented_keys("exercise check")
    assert (told["exercise"], told["passed"], told["broken"]) == (FASTEST, True, "")
    assert [each["gate"] for each in told["gates"] if not each["passed"]] == []
    assert told["gates"][-1]["gate"] == "tolerances"
    assert told["mutation"]["killed"] > 0
    assert told["mutation"]["survived"] == 0


def test_a_refused_exercise_is_status_1(tmp_path: Path, lesson: Path) -> None:
    """An exercise that the gate refuses is no failure of the command: the object says why, and the status is 1."""
    folder = shutil.copytree(lesson, tmp_path / FASTEST, ignore=shutil.ignore_patterns("submissions"))
    result = check(tmp_path, folder)
    assert (result.status, result.complaints) == (1, [])
    (told,) = result.objects
    assert not told["passed"]
    assert any(each["refusals"] for each in told["gates"])


def test_a_missing_folder_is_status_2(tmp_path: Path) -> None:
    """A folder that there is not is named in one line; nothing was asked, so nothing is printed."""
    result = check(tmp_path, tmp_path / "nowhere")
    assert (result.status, result.stdout) == (2, "")
    assert result.complaints == [f"grader: {tmp_path}/nowhere: there is no such folder"]


def test_statuses_of_all_commands_are_on_the_page() -> None:
    """The statuses that every command can end with are told once, with what they mean."""
    text = PAGE.read_text(encoding="utf-8")
    assert [f"\n| {status} | " in text for status in (2, 75, 130)] == [True] * 3
