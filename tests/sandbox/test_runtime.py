"""The word for what runs depend on: the same wherever nothing of it differs, another wherever something does."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

import pytest

from tests.sandbox.conftest import ECHO_HARNESS
from workers import runtime
from workers.sandbox import Sandbox


def word_of(harness: str) -> object:
    """Return what a sandbox with this harness says of its runtime."""
    with Sandbox(harness=harness, prove=False, concurrency=1) as box:
        return box.environment["runtime"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the one folder that this interpreter imports from, with a distribution in it."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "nothing")])
    (tmp_path / "numpy-2.3.0.dist-info").mkdir()
    return tmp_path


def test_the_word_belongs_to_the_harness(box: Sandbox, tmp_path: Path) -> None:
    """Two fork servers of one harness have one word, wherever its file lies; one line more in it makes another."""
    text = Path(ECHO_HARNESS).read_text(encoding="utf-8")
    same, other = tmp_path / "same.py", tmp_path / "other.py"
    same.write_text(text, encoding="utf-8")
    other.write_text(text + "# mended\n", encoding="utf-8")
    word = box.environment["runtime"]
    assert isinstance(word, str)
    assert re.fullmatch("[0-9a-f]{16}", word)
    assert (word_of(str(same)), word_of(str(other)) == word) == (word, False)


@pytest.mark.parametrize("name", ["numpy-2.3.1.dist-info", "sympy-1.14.egg-info"])
def test_libraries_make_another_word(installed: Path, name: str) -> None:
    """A library that is installed, or is there in another version, may show programs something else."""
    before = runtime.fingerprint()
    (installed / name).mkdir()
    assert runtime.fingerprint() != before


@pytest.mark.parametrize("name", ["torchgrader-9.9.dist-info", "a_script.py", "notes"])
def test_what_no_run_depends_on_makes_none(installed: Path, name: str) -> None:
    """Our own version and whatever else lies about leave the word as it is."""
    before = runtime.fingerprint()
    (installed / name).mkdir()
    assert runtime.fingerprint() == before


def test_what_the_environment_says_makes_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many threads a library may start changes what programs show; where this start's folders lie does not."""
    before = runtime.fingerprint()
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    assert runtime.fingerprint() == before
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    assert runtime.fingerprint() != before


def test_another_interpreter_makes_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build of Python is another runtime, and so is another machine's kind."""
    words = {runtime.fingerprint()}
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    words.add(runtime.fingerprint())
    monkeypatch.setattr(sys, "version", "3.12.0 (main)")
    words.add(runtime.fingerprint())
    assert len(words) == 3


def test_our_own_code_makes_another_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of our modules that is loaded counts by its text; a module of somebody else's does not."""
    file = tmp_path / "some.py"
    file.write_text("A = 1\n", encoding="utf-8")
    before = runtime.fingerprint()
    for name, changes in (("elsewhere.some", False), ("workers.some", True)):
        module = types.ModuleType(name)
        module.__file__ = str(file)
        monkeypatch.setitem(sys.modules, name, module)
        assert (runtime.fingerprint() != before) is changes
    ours = runtime.fingerprint()
    file.write_text("A = 2\n", encoding="utf-8")
    assert runtime.fingerprint() != ours
