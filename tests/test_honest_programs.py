r"""Programs that do their lesson in every style that people write: each is accepted, or a check of ours is wrong.

Each part of ``honest_programs.txt`` begins with the lesson and a name. In those whose name says so, lines end as on another
system or a byte order mark comes first; ``\TAB`` stands for a tabulator.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Grader

_TEXT = Path(__file__).with_name("honest_programs.txt").read_text(encoding="utf-8")
PROGRAMS = dict(part.split("\n", 1) for part in re.split(r"^=== ", _TEXT, flags=re.MULTILINE) if part)
_LEAST, _LEAST_OF_LESSONS = 130, 9


def source(name: str) -> bytes:
    """The program's bytes as its name wants them."""
    text = PROGRAMS[name].replace("\\TAB", "\t")
    data = text.replace("\n", "\r\n" if "crlf" in name else "\n").encode()
    return b"\xef\xbb\xbf" + data if "bom" in name else data


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_honest_program_is_accepted(grader: Grader, catalog: ExerciseCatalog, name: str) -> None:
    """The program does what its lesson asks, and is accepted with the full score, in the public run and in a hidden one."""
    lesson = catalog.get(name.partition("/")[0])
    graded = grader.grade(lesson, source(name), name)
    failed = {check.id: check.message for check in graded.checks if not check.passed and not check.advisory}
    assert (graded.verdict, graded.score) == ("accepted", 1.0), (failed, graded.error, graded.diagnosis, graded.reason)


def test_the_programs_are_all_there() -> None:
    """The file is read whole: as many programs as promised, of as many lessons."""
    assert len(PROGRAMS) >= _LEAST
    assert len(Counter(name.partition("/")[0] for name in PROGRAMS)) >= _LEAST_OF_LESSONS
