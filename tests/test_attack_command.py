"""``grader doctor --attack`` on small folders: what it shows, what programs read of it, and how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from grader import cli, paths, presenting_attacks
from grader.attack_corpus import Attack, load_attacks
from grader.attacking import Report, Result
from grader.errors import ConfigurationError
from grader.paths import attack_corpus
from tests.commands import documented_keys

CONTAINED = "# attack: bind one name\n# expect: wrong_answer\nx = 1\n"
ESCAPING = "# attack: shout\n# expect: wrong_answer\nprint('ESCAPED \\x1b[2J')\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with one family of one attack that is contained."""
    family = tmp_path / "attacks" / "quiet"
    family.mkdir(parents=True)
    (family / "name.py").write_text(CONTAINED)
    return family.parent


def add_escape(corpus: Path) -> None:
    """Add a family whose only attack gets what it wants."""
    (corpus / "loud").mkdir()
    (corpus / "loud" / "shout.py").write_text(ESCAPING)


def test_contained_attacks_are_counted_and_end_well(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The layers come first, then a line for each family and the sum; the status is 0."""
    monkeypatch.setenv("COLUMNS", "200")
    done = CliRunner().invoke(cli.app, ["doctor", "--attacks", str(corpus)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "landlock" in done.stdout
    assert "quiet" in done.stdout
    assert "1 of 1 attacks contained." in done.stdout


def test_an_escape_is_told_to_programs_and_in_the_status(corpus: Path) -> None:
    """One object on standard output names the attack and what went wrong; the status is 1."""
    add_escape(corpus)
    done = CliRunner().invoke(cli.app, ["doctor", "--attack", "--attacks", str(corpus), "--json"])
    assert done.exit_code == 1, done.output
    told = json.loads(done.stdout)
    assert list(told) == documented_keys("doctor")
    assert told["holds"]
    attack = told["attack"]
    assert not attack["held"]
    assert attack["families"] == {
        "loud": {"attacks": 1, "contained": 0},
        "quiet": {"attacks": 1, "contained": 1},
    }
    (failed,) = attack["failed"]
    assert failed["attack"] == "loud/shout"
    assert "it escaped" in failed["problems"][0]


def test_a_folder_without_attacks_is_one_line_and_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that holds no attacks is never taken for one whose attacks were all contained."""
    monkeypatch.setattr(sys, "argv", ["grader", "doctor", "--attacks", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "holds no attacks" in capsys.readouterr().err


def test_a_checkout_finds_its_own_corpus(repository: Path) -> None:
    """Run from a checkout, the command needs no folder to be named."""
    assert attack_corpus() == repository / "tests" / "attacks"


def test_an_installation_says_where_attacks_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no corpus, the message names the option and what to give it."""
    (tmp_path / "tests" / "attacks").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "grader")
    with pytest.raises(ConfigurationError, match="source distribution of the same version with --attacks"):
        attack_corpus()


def a_result(corpus: Path, *problems: str) -> Result:
    """Return a result of the folder's first attack."""
    attack: Attack = load_attacks(corpus)[0]
    return Result(attack, "wrong_answer", 0.5, problems)


def test_a_person_sees_a_bar_and_what_escapes_at_once(corpus: Path) -> None:
    """On a terminal the count goes up with each result; elsewhere nothing is drawn."""
    shown, unseen = io.StringIO(), io.StringIO()
    with presenting_attacks.attack_progress(Console(file=shown, force_terminal=True, width=100), 2) as tell:
        tell(a_result(corpus))
        tell(a_result(corpus, "it escaped"))
    with presenting_attacks.attack_progress(Console(file=unseen), 2) as tell:
        tell(a_result(corpus))
    assert "2/2" in shown.getvalue()
    assert "✗ quiet/name" in shown.getvalue()
    assert not unseen.getvalue()


def test_a_problem_cannot_write_to_the_terminal(corpus: Path) -> None:
    """What an attack printed is shown without its control characters and is never read as markup."""
    shown = io.StringIO()
    report = Report((a_result(corpus, "it escaped: \x1b[2J [bold]"),), ("seccomp",), (1 << 20, 1 << 20))
    presenting_attacks.print_attacks(Console(file=shown, width=100), report)
    assert "\x1b" not in shown.getvalue()
    assert "[bold]" in shown.getvalue()
