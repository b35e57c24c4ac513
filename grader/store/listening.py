"""Hearing of new events as they are committed.

PostgreSQL announces them (a trigger on the table, LISTEN here). SQLite has no such thing, but a number that changes with
every commit of another connection: asking for it costs microseconds, so it is asked for often.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from typing import NamedTuple, Protocol

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from grader.statuses import EventKind
from grader.store import deliveries
from grader.store.database import Database

log = logging.getLogger(__name__)

_CHANNEL = "grader_events"
#: How often SQLite is asked whether something was committed, seconds.
_SQLITE_STEP_S = 0.01
_RECONNECT_S = 1.0


class Heard(NamedTuple):
    """A submission with a new event, and of which kind it is. None: there may be webhook messages to send."""

    submission_id: str
    kind: EventKind | None


#: The events that bring a verdict; only they make a webhook message, too.
WITH_VERDICT = (EventKind.FINISHED, EventKind.REGRADED)
_MESSAGES = Heard("", None)


class EventSource(Protocol):
    """Says which submissions have new events."""

    def wait(self, timeout_s: float) -> list[Heard] | None:
        """The new events, empty after `timeout_s` without any; None: some may have been missed."""

    def close(self) -> None:
        """Let go of the connection."""


def open_event_source(database: Database) -> EventSource:
    """The event source that fits the database. It connects, and connects again, by itself."""
    return _PollingSource(database) if database.is_sqlite else _ListeningSource(database)


class _ListeningSource:
    """LISTEN on a connection of its own."""

    def __init__(self, database: Database) -> None:
        url = database.url.set(drivername="postgresql")
        self._conninfo = url.render_as_string(hide_password=False)
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def wait(self, timeout_s: float) -> list[Heard] | None:
        try:
            if self._connection is None:
                self._connection = psycopg.connect(
                    self._conninfo, autocommit=True, connect_timeout=5, keepalives_idle=10, keepalives_interval=5
                )
                self._connection.execute(f"LISTEN {_CHANNEL}")
                self._connection.execute(f"LISTEN {deliveries.CHANNEL}")
                # Whatever was committed before this moment went unheard.
                return None
            heard = self._connection.notifies(timeout=timeout_s, stop_after=1)
            return [_MESSAGES if notice.channel == deliveries.CHANNEL else _event(notice.payload) for notice in heard]
        except psycopg.Error as error:
            log.warning("listening for events was cut off: %s", error)
            self.close()
            time.sleep(min(timeout_s, _RECONNECT_S))
            return None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _event(payload: str) -> Heard:
    _, submission_id, kind = payload.split(" ")
    return Heard(submission_id, EventKind(kind))


class _PollingSource:
    """PRAGMA data_version, then the new rows."""

    def __init__(self, database: Database) -> None:
        self._path = database.url.database or ""
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._seen = 0

    def wait(self, timeout_s: float) -> list[Heard] | None:
        deadline = time.monotonic() + timeout_s
        try:
            while True:
                connection = self._connection
                if connection is None:
                    self._connect()
                    return None
                fresh = self._fresh(connection)
                if fresh or time.monotonic() >= deadline:
                    return fresh
                time.sleep(_SQLITE_STEP_S)
        except (sqlite3.Error, SQLAlchemyError) as error:
            log.warning("looking for events was cut off: %s", error)
            self.close()
            time.sleep(min(timeout_s, _RECONNECT_S))
            return None

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=15)
        (newest,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()
        self._seen = newest
        self._version = -1

    def _fresh(self, connection: sqlite3.Connection) -> list[Heard]:
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return []
        self._version = version
        query = "SELECT id, submission_id, kind FROM events WHERE id > ? ORDER BY id"
        rows = connection.execute(query, (self._seen,)).fetchall()
        if rows:
            self._seen = rows[-1][0]
        heard = [Heard(submission_id, EventKind(kind)) for _, submission_id, kind in rows]
        return [*heard, _MESSAGES] if any(each.kind in WITH_VERDICT for each in heard) else heard

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
