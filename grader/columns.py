"""Column types that mean the same thing on SQLite and on PostgreSQL.

The two databases differ in how they keep times and JSON; everything above this module may forget that.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Integer, String, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Word = TypeVar("Word", bound=StrEnum)

#: A row number that only grows. SQLite numbers rows by itself only where the column is called INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, always with time zone UTC in Python.

    SQLite has no time zones, so instants are kept there as naive UTC; PostgreSQL keeps `timestamptz`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, without its zone on SQLite."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone: pass datetime.now(UTC), not a naive datetime")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: always with zone UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """JSON kept as ASCII text.

    Not the databases' own JSON types: PostgreSQL's refuses NUL in strings, and nothing here is queried by its inside.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To the database: text."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From the database: the value."""
        return None if value is None else json.loads(value)


class WordColumn(TypeDecorator[Word]):
    """A member of one `StrEnum`, kept as its value."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Word | str | None, dialect: Dialect) -> str | None:
        """To the database: the word's value; a word that is none raises `ValueError`."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:
        """From the database: the word."""
        return None if value is None else self.words(value)


def written(word: StrEnum) -> ColumnElement[str]:
    """A word as part of a statement's text and not as a parameter.

    Only so PostgreSQL knows once and for all that an index on rows with this word will do, and plans a statement once.
    """
    return literal_column(f"'{word.value}'")


class DatabaseNow(FunctionElement[datetime]):
    """The database's own clock, in the format of `UtcDateTime`.

    Leases are judged by this one clock: the clocks of two machines may differ by more than a heartbeat.
    """

    inherit_cache = True
    type: TypeEngine[datetime] = UtcDateTime()


@compiles(DatabaseNow, "postgresql")
def _postgresql_now(_element: DatabaseNow, _compiler: SQLCompiler, **_: Any) -> str:
    return "clock_timestamp()"


@compiles(DatabaseNow, "sqlite")
def _sqlite_now(_element: DatabaseNow, _compiler: SQLCompiler, **_: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


class DatabaseSecondsAgo(FunctionElement[datetime]):
    """The instant that lies a number of seconds back on the database's clock."""

    inherit_cache = True
    type: TypeEngine[datetime] = UtcDateTime()


@compiles(DatabaseSecondsAgo, "postgresql")
def _postgresql_ago(element: DatabaseSecondsAgo, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"(clock_timestamp() - make_interval(secs => {compiler.process(element.clauses, **kwargs)}))"


@compiles(DatabaseSecondsAgo, "sqlite")
def _sqlite_ago(element: DatabaseSecondsAgo, compiler: SQLCompiler, **kwargs: Any) -> str:
    seconds = compiler.process(element.clauses, **kwargs)
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', (-({seconds})) || ' seconds')"


def database_now() -> DatabaseNow:
    """The present instant as an SQL expression on the database's clock."""
    return DatabaseNow()


def seconds_ago(seconds: float) -> DatabaseSecondsAgo:
    """The instant `seconds` back, as an SQL expression on the database's clock."""
    return DatabaseSecondsAgo(float(seconds))


class UnhurriedCommit(FunctionElement[str]):
    """Where it is evaluated, the transaction's commit does not wait for the disk. A crash of the server may undo it.

    To be returned by a statement that a later, durable commit makes good: it costs no round trip of its own.
    """

    inherit_cache = True
    type: TypeEngine[str] = Text()


@compiles(UnhurriedCommit, "postgresql")
def _postgresql_unhurried(_element: UnhurriedCommit, _compiler: SQLCompiler, **_: Any) -> str:
    return "set_config('synchronous_commit', 'off', true)"


@compiles(UnhurriedCommit, "sqlite")
def _sqlite_unhurried(_element: UnhurriedCommit, _compiler: SQLCompiler, **_: Any) -> str:
    return "''"
