"""Runs the real command `grader` in a process of its own, as a person or a script would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("grader")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "command-line.md"
_SECONDS = 300.0


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit status and what it printed."""

    status: int
    stdout: str
    stderr: str

    @property
    def objects(self) -> list[Any]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.stdout.split("\n")[:-1]]

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error; there is no traceback of ours among them."""
        assert "Traceback" not in self.stderr, self.stderr
        return self.stderr.split("\n")[:-1]


def environment(data: Path, changes: Mapping[str, str | None]) -> dict[str, str]:
    """This process's environment without settings of its own, and with changes; None takes a variable away."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GRADER_", "PYTHON", "LC_"))}
    wanted = {"GRADER_DATA_DIR": str(data), "NO_COLOR": "1", "LANG": "C.UTF-8", "COLUMNS": "100", **changes}
    return plain | {name: value for name, value in wanted.items() if value is not None}


def start(
    words: Sequence[str | bytes | Path],
    data: Path,
    changes: Mapping[str, str | None] | None = None,
    prefix: Sequence[str] = (str(COMMAND),),
    **streams: Any,
) -> subprocess.Popen[bytes]:
    """Start the command with its streams as given, pipes where they are not."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*prefix, *words], env=environment(data, changes or {}), **(pipes | streams))


def ended(process: subprocess.Popen[bytes]) -> Ended:
    """Wait for a command's end."""
    stdout, stderr = process.communicate(timeout=_SECONDS)
    return Ended(process.returncode, (stdout or b"").decode(), (stderr or b"").decode())


def documented(section: str) -> dict[str, list[str]]:
    """A section of docs/command-line.md: the cells behind each command of its table."""
    text = PAGE.read_text(encoding="utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return {
        command: rest.strip().split(" | ")
        for command, rest in re.findall(r"^\| `grader (.+?)` \|(.*)\|$", text, re.MULTILINE)
    }


def documented_keys(command: str) -> list[str]:
    """The keys of each object that a command prints with ``--json``, as docs/command-line.md lists them."""
    return re.findall(r"`(\w+)`", documented("Objects")[command][1])
