"""The terminal as it may be: a pipe that closes, a full disk, a coding with no sign for a tick, a name that is no text."""

from __future__ import annotations

import codecs
import errno
import json
import os
import sys
from contextlib import suppress
from typing import Any

import typer

_ERRORS = "torchgrader.plain"
_PLAIN_SIGNS = {"✓": "+", "✗": "-", "–": "-", "│": "|", "…": "...", "·": "-", "→": "->"}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ESCAPED_BYTES = 0xDC00


def prepare() -> None:
    """Let writing never fail for what is written: signs that a coding lacks are written otherwise, closed streams take all."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:  # closed; left so, the next file that is opened would be taken for it
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_ERRORS, _in_plain_signs)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - lives as long as we do
        elif hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(errors=_ERRORS)


def _in_plain_signs(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    plain = "".join(_PLAIN_SIGNS.get(each) or each.encode("ascii", "backslashreplace").decode() for each in lacking)
    return plain, error.end


def one_line(text: str | os.PathLike[str]) -> str:
    """Text on one line that says what is in it: control and bidi characters, and bytes that are no text, as escapes."""
    return "".join(each if each.isprintable() else _escaped(each) for each in os.fspath(text))


def _escaped(character: str) -> str:
    if "\udc80" <= character <= "\udcff":  # how Python keeps a byte of a file's name that is no UTF-8
        return f"\\x{ord(character) - _ESCAPED_BYTES:02x}"
    return character.encode("unicode_escape").decode()


def complain(text: str) -> None:
    """One line on standard error; where that cannot be written either, nobody is there to tell."""
    with suppress(OSError):
        typer.echo(f"grader: {one_line(text)}", err=True)


def print_json(value: Any) -> None:
    """One line of JSON, in ASCII where the output has no other letters."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    typer.echo(json.dumps(value, ensure_ascii=plain))


def complain_of_system(error: OSError) -> None:
    """Say in one line what the operating system refused."""
    reason = error.strerror or str(error)
    if error.filename is not None:
        complain(f"{os.fsdecode(error.filename)}: {reason}")
    elif error.errno in _NO_ROOM:
        complain(f"the output cannot be written: {reason}; make room, or send it elsewhere")
    else:
        complain(f"the operating system refused: {reason}")


def stop_writing() -> None:
    """Drop what is still to be written, so that it does not fail once more when the process ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
