"""``GRADER_SANDBOX_REQUIRE``: a deployment names layers without which it will not grade, beyond the floor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grader import cli
from grader.config import load_settings
from grader.errors import SandboxError
from grader.worker_host import sandboxed_grader


@pytest.fixture
def impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """Require a layer that no host has, beside one that every host has."""
    monkeypatch.setenv("GRADER_SANDBOX_REQUIRE", "seccomp, moat")


def test_names_are_separated_by_commas(impossible: None) -> None:
    """The variable is a list; blanks around a name mean nothing."""
    assert load_settings().sandbox_require == ("seccomp", "moat")


def test_a_worker_without_it_does_not_start(impossible: None) -> None:
    """A worker that lacks a required layer refuses to work and names it."""
    with pytest.raises(SandboxError, match="moat"), sandboxed_grader(load_settings(), "cpu", 1):
        pass


def test_the_doctor_says_what_is_missing(impossible: None) -> None:
    """The report shows the layers all the same, and ends with status 2."""
    done = CliRunner().invoke(cli.app, ["doctor"])
    assert done.exit_code == 2
    assert "landlock" in done.stdout
    assert "moat" in done.stderr


def test_no_program_is_graded_without_it(
    impossible: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Grading on the command line is refused too, in one line."""
    program = tmp_path / "program.py"
    program.write_text("x = 1\n")
    monkeypatch.setattr(sys, "argv", ["grader", "grade", "detach", str(program)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "moat" in capsys.readouterr().err
