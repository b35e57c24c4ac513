"""What is written to the log, as an operator reads it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from grader import logs
from grader.config import load_settings


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the process's logging as it was found."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], level = before
    root.setLevel(level)


def _break_with(program: str) -> None:
    length = len(program)
    raise RuntimeError(f"broke after {length} characters")


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_traceback_shows_no_values(log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The log of an error says where it broke and why, and nothing of what the variables held there."""
    logs.configure(load_settings(log_format=log_format))
    secret = "very secret"
    try:
        _break_with(secret)
    except RuntimeError:
        logging.getLogger("grader.tests").exception("something broke")
    written = capsys.readouterr().err
    assert "something broke" in written
    assert "broke after 11 characters" in written
    assert "_break_with" in written
    assert secret not in written


def test_a_machine_reads_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, every event is one line with its level, its logger, its time and its ids."""
    logs.configure(load_settings(log_format="json"))
    logging.getLogger("grader.tests").info("attempt finished", extra={"attempt": "att_1"})
    [line] = capsys.readouterr().err.splitlines()
    for part in (
        '"attempt": "att_1"',
        '"level": "info"',
        '"logger": "grader.tests"',
        '"timestamp": "',
        '"attempt finished"',
    ):
        assert part in line
