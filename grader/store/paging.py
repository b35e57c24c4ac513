"""Lists in pages, with cursors that say nothing to those who hold them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from grader.store.errors import InvalidCursorError

Item = TypeVar("Item")

#: The most rows that one page may hold.
PAGE_LIMIT = 200
_MARK = "1:"


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Rows, newest first unless said otherwise, and the cursor of the next page or None at the end."""

    items: list[Item]
    next_cursor: str | None


def encode_cursor(place: str) -> str:
    """The opaque cursor of a place in a list."""
    return base64.urlsafe_b64encode((_MARK + place).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> str:
    """The place that `cursor` stands for.

    Raises:
        InvalidCursorError: this service never handed it out.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise InvalidCursorError from None
    if not text.startswith(_MARK) or "\x00" in text:
        raise InvalidCursorError
    return text[len(_MARK) :]


def row_number(text: str) -> int:
    """The row number in a cursor.

    Raises:
        ValueError: it is no number that a row can have.
    """
    number = int(text)
    if not 0 <= number < 1 << 63:
        raise ValueError(text)
    return number


def fetch_page(
    session: Session,
    query: Select[Item],
    column: InstrumentedAttribute[Any],
    cursor: str | None,
    limit: int,
    *,
    parse: Callable[[str], Any] = str,
) -> Page[Item]:
    """One page of `query`, newest first by `column`.

    Args:
        parse: turns the text in a cursor back into a value of `column`.

    Raises:
        InvalidCursorError: the cursor is not ours.
    """
    if cursor is not None:
        try:
            place = parse(decode_cursor(cursor))
        except ValueError:
            raise InvalidCursorError from None
        query = query.where(column < place)
    limit = max(1, min(limit, PAGE_LIMIT))
    rows = list(session.scalars(query.order_by(column.desc()).limit(limit + 1)))
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, encode_cursor(str(getattr(rows[-1], column.key))) if more else None)
