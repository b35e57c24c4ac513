"""`grader grade` on files that are no ordinary programs, in their bytes or in their names."""

from __future__ import annotations

import os
from pathlib import Path

from tests.commands import Ended, ended, start
from tests.test_cli import ACCEPTED

#: Files whose bytes are no ordinary program: their content, the verdict, how the error's type ends, and a word of its message.
STRANGE: dict[str, tuple[bytes, str, str, str]] = {
    "empty.py": (b"", "SE", "SyntaxError", "empty"),
    "blank.py": (b" \n\t\r\n", "SE", "SyntaxError", "empty"),
    "large.py": (b"#" * 10_000_000, "SE", "SyntaxError", "larger than 1048576 bytes"),
    "binary.py": (bytes(range(256)) * 20, "SE", "Error", ""),
    "nul.py": (b"x = 1\0\n", "SE", "Error", "null bytes"),  # a ValueError of `compile` before Python 3.11.4
    "no_utf8.py": (b"x = '\xff\xfe'\n", "SE", "SyntaxError", "utf-8"),
    "rot13.py": (b"# -*- coding: rot13 -*-\nvzcbeg gbepu\n", "SE", "SyntaxError", "rot13"),
    "unknown_coding.py": (b"# coding: klingon\nx = 1\n", "SE", "SyntaxError", "klingon"),
    "parentheses.py": (b"x = " + b"(" * 100_000 + b")" * 100_000, "SE", "SyntaxError", "nested parentheses"),
    "minus.py": (b"x = " + b"-" * 100_000 + b"1\n", "", "", ""),
    "input.py": (b"n = input('n? ')\n", "RTE", "EOFError", ""),
    "recursion.py": (b"def f(): f()\nf()\n", "RTE", "RecursionError", ""),
    "exit.py": (b"raise SystemExit(3)\n", "RTE", "SystemExit", "3"),
    "loop.py": (b"while True: pass\n", "TLE", "_limit", ""),  # cpu, or on a busy machine wall
    "notebook.ipynb": (b'{"cells": [], "nbformat": 4}', "", "", ""),
}
NAMES = (
    b"two\nlines.py",
    b"red\x1b[31m.py",
    "bidi\u202eyp.x".encode(),
    b"no_utf8_\xff.py",
    b"[bold]markup[red].py",
    b"with space.py",
)


def graded(place: Path, *words: str | bytes | Path) -> Ended:
    """Grade files in their folder."""
    return ended(start(["grade", "detach", *words], place / "data", cwd=place))


def test_every_readable_file_yields_an_object(tmp_path: Path) -> None:
    """Whatever its bytes are, a file is graded beside the others, by one fork server, and what is wrong with it is said."""
    for name, (content, *_) in STRANGE.items():
        (tmp_path / name).write_bytes(content)
    right = tmp_path / "right.py"
    right.write_bytes(ACCEPTED)
    result = graded(tmp_path, *STRANGE, *[right] * 6, "--json")
    assert (result.status, result.complaints) == (1, [])
    objects = {each["file"]: each for each in result.objects}
    assert [each["file"] for each in result.objects] == [*STRANGE, *[str(right)] * 6]
    assert objects[str(right)]["code"] == "AC"
    for name, (_, code, error, word) in STRANGE.items():
        told = objects[name]
        assert told["code"] not in ("AC", "IE"), name
        assert told["diagnosis"]["message"], name
        if code:
            assert told["code"] == code, name
            assert told["error"]["type"].endswith(error), name
            assert word in told["error"]["message"], name


def test_file_names_are_told_on_one_line(tmp_path: Path) -> None:
    """No name breaks a line, moves the cursor, turns the text around or is taken for markup; bytes that are no text are escaped."""
    places = [os.fsencode(tmp_path) + b"/" + name for name in NAMES]
    for place in places:
        Path(os.fsdecode(place)).write_bytes(ACCEPTED)
    result = graded(tmp_path, *places, "missing\n\x1b[31m\u202e.py")
    assert result.status == 2
    assert result.complaints == ["grader: missing\\n\\x1b[31m\\u202e.py: No such file or directory"]
    shown = [line.split("  ")[0] for line in result.stdout.splitlines()]
    escaped = (r"two\nlines.py", r"red\x1b[31m.py", r"bidi\u202eyp.x", r"no_utf8_\xff.py", "[bold]markup[red].py")
    assert set(escaped) <= set(shown)
    assert "6 of 6 accepted." in result.stdout
