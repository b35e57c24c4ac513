"""Keeps the documents true where a machine can check."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.main import get_command

from grader.cli import app
from grader.config import Settings

ROOT = Path(__file__).resolve().parents[1]
_MANY_BYTES = 1 << 20


def settings_table() -> str:
    """The table of settings as `docs/operating.md` must hold it."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory is not None or field.default is None else _shown(field.default)
        rows.append(f"| `GRADER_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def _shown(default: object) -> str:
    if default == ():
        return "none"
    if isinstance(default, int) and not isinstance(default, bool) and default >= _MANY_BYTES:
        return f"{default >> 20} MiB"
    return f"`{default}`"


def test_every_setting_is_documented() -> None:
    """The table of settings in docs/operating.md is the one that the code gives."""
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert settings_table() in text, f"put this table into docs/operating.md:\n{settings_table()}"


def test_documented_commands_exist() -> None:
    """Every `grader ...` command that a document names is one that the command line has."""
    named = set()
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        named |= set(
            re.findall(r"(?:^|`)grader ((?:[a-z]+ ?){1,2})", document.read_text(encoding="utf-8"), re.MULTILINE)
        )
    known = _commands()
    unknown = sorted(each.strip() for each in named if not _is_known(each.strip(), known))
    assert not unknown, unknown


def _is_known(words: str, known: dict[str, set[str]]) -> bool:
    first, _, second = words.partition(" ")
    return first in known and (not known[first] or not second or second in known[first])


def _commands() -> dict[str, set[str]]:
    """Each command of `grader` with its own subcommands."""
    root = get_command(app)
    return {name: set(getattr(command, "commands", {})) for name, command in getattr(root, "commands", {}).items()}


def test_documented_options_exist() -> None:
    """A document's command names options that its command has, and where it is one to be typed, all that are required."""
    wrong = []
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = document.read_text(encoding="utf-8")
        for start, words in re.findall(r"(^|`)grader ([a-z][^`\n#|>\[&]*)", text, re.MULTILINE):
            problem = _misuse(shlex.split(words), typed=start == "")
            if problem:
                wrong.append(f"{document.name}: grader {words.strip()}: {problem}")
    assert not wrong, "\n".join(wrong)


def _misuse(words: list[str], *, typed: bool) -> str | None:
    """What is wrong with the words of a command; `typed` ones must be complete."""
    command: Any = get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    given = {word.partition("=")[0] for word in words if word.startswith("--")}
    if given - known - {"--help"}:
        return f"there is no {', '.join(sorted(given - known))}"
    required = [each for each in command.params if each.required and typed]
    lacking = [each.name for each in required if each.opts[0].startswith("--") and not given & set(each.opts)]
    few = sum(not each.opts[0].startswith("--") for each in required) > sum(not word.startswith("--") for word in words)
    return f"it lacks {lacking or 'an argument'}" if lacking or few else None


def test_documented_files_exist() -> None:
    """Every file of ours that a document names is there; those of the guide's own exercise its test writes."""
    documents = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = re.compile(r"`((?:benchmarks|docs|exercises|grader|tests|workers)/[\w./-]+)`")
    missing = [
        f"{document.name}: {name}"
        for document in documents
        for name in named.findall(document.read_text(encoding="utf-8"))
        if not (ROOT / name).exists() and not name.startswith("exercises/cubic-gradient/")
    ]
    assert not missing, missing


def test_modules_import_without_side_effects() -> None:
    """Importing the command line opens nothing and prints nothing."""
    done = subprocess.run(
        [sys.executable, "-c", "import grader.cli"], capture_output=True, check=True, env={"PATH": "/usr/bin:/bin"}
    )
    assert done.stdout == b""
    assert done.stderr == b""
