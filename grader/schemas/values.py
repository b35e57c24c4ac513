"""The small types that requests are made of.

Databases refuse NUL, and UTF-8 has no lone surrogates, so ids and names with either are refused here, with a reason. A
program is another matter: it is the learner's, whatever it holds, so it is taken as it is and its verdict says what is wrong.
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from grader.cleaning import clean_text
from grader.store.submissions import LEARNER_LIMIT

#: The largest program that is taken. Grading calls anything larger a syntax error.
PROGRAM_BYTES = 1 << 20
_REASON_LIMIT = 1000
_NAME_LIMIT = 200

#: No C0 controls, DEL or C1, which attack terminals, and nothing that turns the direction of what is written around it.
_PLAIN = r"^[^\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$"
_PLAIN_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$"

_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)

Locale = Literal["en", "de", "zh", "tr"]
Device = Literal["cpu", "cuda"]

Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80),
    Field(description="An exercise's name.", examples=["detach"]),
]
Learner = Annotated[
    str,
    StringConstraints(pattern=_PLAIN, min_length=1, max_length=LEARNER_LIMIT),
    Field(description="Your own opaque id of the learner. Send no name or address.", examples=["learner-4711"]),
]
Reason = Annotated[str, StringConstraints(pattern=_PLAIN_LINES, min_length=1, max_length=_REASON_LIMIT)]
Name = Annotated[str, StringConstraints(pattern=_PLAIN, max_length=_NAME_LIMIT)]
Version = Annotated[
    str,
    StringConstraints(pattern=r"^(sha256:[0-9a-f]{1,64}|ver_[0-9A-Z]{26})$"),
    Field(description="A version, as `sha256:...` or by its id.", examples=["sha256:0f3a"]),
]
TorchVersion = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+_-]{1,64}$")]


def _written_out(value: Any) -> Any:
    # Numbers would be read as seconds or milliseconds, whichever seems likelier: nobody shall guess here.
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("give an instant with its time zone, such as 2026-11-21T09:00:00Z")
    return value


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("this instant is beyond the years 1 to 9999") from None


Instant = Annotated[
    AwareDatetime, BeforeValidator(_written_out), AfterValidator(_to_utc), Field(examples=["2026-11-21T09:00:00Z"])
]


def _bounded(program: bytes) -> bytes:
    if len(program) > PROGRAM_BYTES:
        raise ValueError(f"a program has at most {PROGRAM_BYTES} bytes")
    return program


def _from_text(value: Any) -> bytes:
    if not isinstance(value, str):
        raise ValueError("give the program as a string")  # noqa: TRY004 - pydantic reports a ValueError
    # A lone surrogate has no UTF-8: the bytes that stand for it are refused by the interpreter, as they would be in a file.
    return _bounded(value.encode("utf-8", "surrogatepass"))


def _from_base64(value: Any) -> bytes:
    if not isinstance(value, str):
        raise ValueError("give the program's bytes in base64")  # noqa: TRY004 - pydantic reports a ValueError
    try:
        return _bounded(base64.b64decode(value.encode("ascii"), validate=True))
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("this is not base64") from None


_BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
ProgramText = Annotated[bytes, PlainValidator(_from_text), WithJsonSchema({"type": "string"})]
ProgramBase64 = Annotated[
    bytes,
    PlainValidator(_from_base64),
    WithJsonSchema({"type": "string", "contentEncoding": "base64", "pattern": _BASE64}),
]


def shown(text: str) -> str:
    """Text of a caller's as a message of ours may repeat it: cleaned, and not long."""
    return clean_text(text, 100)
