"""Learner bytes as they come: encodings, line ends, notebooks, and what is no program at all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.observations import ErrorFacts
from tests.observing import Bench, Shown
from workers.sandbox import Sandbox

UTF8_BOM = b"\xef\xbb\xbf"


@pytest.fixture
def bench(sandbox: Sandbox) -> Bench:
    """Return what runs programs."""
    return Bench(sandbox)


def error_of(shown: Shown) -> ErrorFacts:
    """The error that ended the program."""
    assert shown.observation.error is not None
    return shown.observation.error


@pytest.mark.parametrize(
    "source",
    [
        "x = 'größe 世界'\nprint(x)".encode(),
        UTF8_BOM + "x = 'ä'\nprint(x)\n".encode(),
        "# -*- coding: latin-1 -*-\nx = 'äö'\nprint(x)\n".encode("latin-1"),
        "#!/usr/bin/env python\n# vim: set fileencoding=cp1252 :\nx = '€'\nprint(x)\n".encode("cp1252"),
        "# coding: gbk\nx = '梯度'\nprint(x)\n".encode("gbk"),
        "# coding: iso-8859-9\nx = 'ığş'\nprint(x)\n".encode("iso-8859-9"),
        b"x = '''a\r\nb'''\r\nprint(repr(x))\r\nif x:\r\n\tprint('tab')\r\n",
        b"x = 2\rprint(x)\r",
        b"if True:\n\tif True:\n\t\tx = 2\n\t\tprint(x)\n",
        b"x = 2\n\x0cprint(x)  # \x0c form feeds\n\x0c\n",
        b"x = 2; print(x)",
        b"x = 2 \\\n  + 3\nprint(x)",
        b"x = 2\nprint(x)\n# no newline at the end",
        b"\n\n\n  # only\n\nx = 2\nprint(x)\n\n\n",
    ],
    ids=[
        "utf8",
        "bom",
        "latin-1",
        "cp1252",
        "gbk",
        "turkish",
        "crlf",
        "cr",
        "tabs",
        "form-feed",
        "line",
        "joined",
        "comment",
        "blank",
    ],
)
def test_a_source_is_read_as_python_reads_it(bench: Bench, tmp_path: Path, source: bytes) -> None:
    """Cookies, marks, line ends, tabs and form feeds mean what they mean to Python."""
    path = tmp_path / "submission.py"
    path.write_bytes(source)
    bare = subprocess.run([sys.executable, "-X", "utf8", path], capture_output=True, check=True)
    shown = bench.run(source, ("x",))
    assert (shown.observation.ended, shown.outcome.stdout) == ("finished", bare.stdout)


@pytest.mark.parametrize(
    "source, line, text",
    [
        (b"x = 1\n\x0c\ny = 2  # a \x0c b\n1 / 0  # here\n", 4, "1 / 0  # here"),
        ("x = 'a\u2028b\x0b\x1c\x85'\n\n1 / 0  # here\n".encode(), 3, "1 / 0  # here"),
        ("# coding: latin-1\nx = 'ä'; 1 / 0\n".encode("latin-1"), 2, "x = 'ä'; 1 / 0"),
        (b"x = 1\r\ny = 2\r\n1 / 0\r\n", 3, "1 / 0"),
        (b"x = 1\ry = 2\r1 / 0\r", 3, "1 / 0"),
        (UTF8_BOM + b"1 / 0\n", 1, "1 / 0"),
    ],
    ids=["form-feed", "line-separator", "latin-1", "crlf", "cr", "bom"],
)
def test_an_error_shows_its_own_line(bench: Bench, source: bytes, line: int, text: str) -> None:
    """Lines are those that Python counts, shown in the encoding that the program is written in."""
    error = error_of(bench.run(source))
    assert (error.line, error.text) == (line, text)
    assert text in error.traceback


@pytest.mark.parametrize(
    "source, line",
    [
        (b"x = (1\n", 1),
        (b"x = 1\nif x\n    pass\n", 2),
        (b"x = 1\n    y = 2\n", 2),
        (b"if True:\n\tx = 1\n        y = 2\n", 3),
        (b"x = \xff\xfe\n", 1),
        (b"\xff\xfex\x00=\x001\x00", 0),
        (b"x = 1\n\x00\n", 0),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)), 0),
        (b"# -*- coding: rot13 -*-\nk = 1\n", 0),
        (b"# -*- coding: nothing-known -*-\nx = 1\n", 0),
        (b"# -*- coding: utf-16 -*-\nx = 1\n", 0),
        (b"(" * 100_000, 0),
        (b"x = " + b"(" * 100_000 + b"1" + b")" * 100_000, 0),
        (b"x = " + b"-" * 200_000 + b"1\n", 0),
        (b"x = " + b"[" * 5_000 + b"]" * 5_000, 0),
        (b"if 1:\n" * 200, 0),
        (b"return 1\n", 1),
        (b"x = 1\nbreak\n", 2),
        (b"from __future__ import nothing\n", 1),
        (b"x = 1\nfrom __future__ import annotations\n", 2),
        (b"nonlocal x\n", 1),
        (b"def f():\n    x = 1\n    global x\n", 3),
        (b"await x\n", 1),
        (b"print 'hello'\n", 1),
        (b"x = " + b"9" * 5_000 + b"\n", 0),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, bytes) else str(value),
)
def test_what_is_no_program_is_a_syntax_error(bench: Bench, source: bytes, line: int) -> None:
    """Binary, undecodable, unbalanced or endlessly nested bytes are a syntax error with a reason, and its line where known."""
    shown = bench.run(source)
    assert shown.observation.ended == "syntax_error"
    error = error_of(shown)
    assert error.message
    assert line in (0, error.line)
    assert not shown.stderr


def test_a_long_sum_is_a_program(bench: Bench) -> None:
    """A program may be long and an expression have a thousand terms: neither costs the stack."""
    source = "x = 1.0" + " + 1.0" * 1500 + "\n" + "y = x\n" * 5000
    assert bench.run(source, ("x",)).value("x") == 1501.0


def test_constants_that_fold_into_giants_do_not_hang(bench: Bench) -> None:
    """``9**9**9`` behind a condition costs nothing, and one that is computed runs into the limits of the run."""
    assert bench.run("if False:\n    x = 9 ** 9 ** 9\nx = 1.0\n", ("x",)).value("x") == 1.0


# --- notebooks --------------------------------------------------------------------------------------------------------


def notebook(*cells: Any) -> bytes:
    """A notebook with these code cells, each text or a list of lines, after a cell of text."""
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    text = {"cell_type": "markdown", "metadata": {}, "source": "# Aufgabe"}
    return json.dumps({"cells": [text, *code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def test_a_notebook_is_its_code_cells(bench: Bench) -> None:
    """The code cells of a notebook run one after the other; its text does not."""
    shown = bench.run(notebook("x = 2.0\n", ["y = x\n", "y = y * 10"]), ("x", "y"))
    assert (shown.value("x"), shown.value("y")) == (2.0, 20.0)


@pytest.mark.parametrize(
    "source, word",
    [
        (notebook("%matplotlib inline\nx = 1\n"), "%matplotlib inline"),
        (notebook("!pip install torch\n"), "!pip install torch"),
        (b"x = 1\n!ls\n", "!ls"),
        (b"import torch\ntorch.tensor?\n", "torch.tensor?"),
        (b">>> x = 1\n", ">>> x = 1"),
    ],
)
def test_a_notebook_command_is_named(bench: Bench, source: bytes, word: str) -> None:
    """A magic or shell command is what makes the program unreadable, and is told with its line."""
    shown = bench.run(source)
    assert shown.observation.ended == "syntax_error"
    assert shown.observation.source.magics[0].word == word


@pytest.mark.parametrize(
    "source",
    [
        b'{"cells": 1}',
        b'{"cells": [{"cell_type": "code"}]}',
        b'{"cells": [1]}',
        b'{"cells": {"a": 1}}',
        b'{"cells": ' + b"[" * 10_000,
        b'x = {"cells": []}\n',
    ],
)
def test_a_broken_notebook_is_python_or_nothing(bench: Bench, source: bytes) -> None:
    """What only looks like a notebook is read as Python, and fails or not like any program."""
    assert bench.run(source).observation.ended in ("finished", "syntax_error")


# --- what is said of an error -----------------------------------------------------------------------------------------


def test_a_traceback_names_no_file_of_ours(bench: Bench) -> None:
    """A traceback begins with the learner's own line, and shows of other files no more than where they belong."""
    error = error_of(bench.run("import torch\nx = torch.ones(2)\nx.backward()\n", ("x",)))
    assert error.line == 3
    assert "x.backward()" in error.traceback
    assert "workers" not in error.traceback
    assert "/site-packages/" not in error.traceback


def test_a_long_message_is_cut(bench: Bench) -> None:
    """An error of a million characters comes out as a readable piece of it."""
    error = error_of(bench.run("raise ValueError('a' * 1_000_000)\n"))
    assert 1000 < len(error.message) < 10_000
    assert len(error.traceback) < 20_000


@pytest.mark.parametrize(
    "source",
    [
        "class E(Exception):\n    def __str__(self): raise E\nraise E\n",
        "class E(RuntimeError):\n    __str__ = None\nraise E\n",
        "class M(type):\n    __name__ = property(lambda s: 1 / 0)\nclass E(Exception, metaclass=M): pass\nraise E\n",
        "e = ValueError()\ne.__cause__ = e\nraise e\n",
        "class E(Exception):\n    @property\n    def __traceback__(self): raise ValueError\nraise E\n",
        "raise ValueError('\\ud800\\x00\\x1b[31m')\n",
        "raise type('E' * 100_000, (Exception,), {})\n",
        "raise BaseException\n",
        "raise GeneratorExit\n",
        "def f():\n    f()\nf()\n",
        "class E(Exception):\n    def __str__(self): return str(self)\nraise E\n",
    ],
)
def test_a_strange_error_is_still_an_error(bench: Bench, source: str) -> None:
    """Errors that cannot be printed, name themselves oddly or turn in circles end the program like any other."""
    shown = bench.run(source)
    assert shown.observation.ended == "raised"
    assert not set(error_of(shown).message) & {"\0", "\x1b"}


@pytest.mark.parametrize(
    "source, status",
    [
        ("raise SystemExit", None),
        ("import sys\nsys.exit()", None),
        ("import sys\nsys.exit(0)", None),
        ("exit()", None),
        ("import sys\nsys.exit(1)", 1),
        ("import sys\nsys.exit(3)", 3),
        ("import sys\nsys.exit('no')", 1),
        ("import sys\nsys.exit(-1)", 255),
        ("import sys\nsys.exit(2.5)", 1),
        ("def main():\n    return 2\nraise SystemExit(main())", 2),
    ],
)
def test_leaving_with_a_status(bench: Bench, source: str, status: int | None) -> None:
    """An exit with status zero is an orderly end; any other status is told."""
    observation = bench.run(f"x = 1.0\n{source}\n", ("x",)).observation
    assert observation.ended == "exited"
    assert (observation.error.exit_status if observation.error else None) == status
    assert "x" in observation.names
