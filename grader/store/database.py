"""The connection to the database, and the one context that commits.

    with database.transaction() as session:      # commits at the end, rolls back on any exception
        submission = submissions.create(session, ...)
    # committed here; the messages that were noted during the transaction are sent now

Store functions take the session and never commit. What must be sent to the broker is noted in the session's outbox and
handed to `Database.after_commit` once the commit has succeeded: a message can never be older than its row.
"""

from __future__ import annotations

import logging
import select
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from grader.store.errors import ConflictError, StoreUnavailableError

log = logging.getLogger(__name__)
Result = TypeVar("Result")

#: How long a SQLite writer waits for the one before it, in milliseconds.
SQLITE_BUSY_MS = 15_000
#: How long to wait for a free connection of the pool, in seconds.
POOL_WAIT_S = 10.0
_OUTBOX = "outbox"
_AFTERWARDS = "afterwards"
_WRITES = "grader_writes"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send after the commit: which attempt, to which device's queue, at which priority (0 first)."""

    attempt_id: str
    device: str
    priority: int


def note_outgoing(session: Session, message: Outgoing) -> None:
    """Have `message` sent once this session's transaction is committed; forgotten if it is rolled back."""
    session.info.setdefault(_OUTBOX, []).append(message)


def note_afterwards(session: Session, work: Callable[[Session], object]) -> None:
    """Have `work` done in a transaction of its own once this one is committed: it sees what others did meanwhile.

    Where the database is cut off before, it is left out: what must happen has to happen without it, if later.
    """
    session.info.setdefault(_AFTERWARDS, []).append(work)


class Database:
    """An engine for SQLite or PostgreSQL, with sessions that commit in one place.

    Args:
        url: SQLAlchemy URL; `postgresql://` is taken to mean psycopg 3.
        pool_size: connections kept open; as many again may be opened for a while.

    Attributes:
        after_commit: called with the noted messages after each commit that noted any. It must not raise.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.url = parsed
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine: Engine = create_engine(
            parsed,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=POOL_WAIT_S,
            connect_args=_connect_args(is_sqlite=self.is_sqlite),
            # Errors are logged with their statement; programs, keys and secrets are parameters.
            hide_parameters=True,
        )
        _listen(self.engine, is_sqlite=self.is_sqlite)
        self._writing = self.engine.execution_options(**{_WRITES: True})
        # There each statement sees what is committed when it begins, in a transaction or not: two round trips less.
        self._reading = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.after_commit: Callable[[Sequence[Outgoing]], None] | None = None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are committed at the end, then its messages sent.

        Raises:
            StoreUnavailableError: the database cannot be reached, or was cut off; nothing was stored, or, if the
                connection was lost during the commit itself, it is unknown whether it was.
            ConflictError: another transaction made the same row, or took away one that this one refers to.
        """
        with _translated(), Session(self._writing, expire_on_commit=False, autoflush=False) as session:
            yield session
            session.commit()
            outgoing: list[Outgoing] = session.info.pop(_OUTBOX, [])
            afterwards: list[Callable[[Session], object]] = session.info.pop(_AFTERWARDS, [])
        if outgoing and self.after_commit is not None:
            self.after_commit(outgoing)
        for work in afterwards:
            self._do_afterwards(work)

    def _do_afterwards(self, work: Callable[[Session], object]) -> None:
        try:
            with self.transaction() as session:
                work(session)
        except StoreUnavailableError as error:
            # The transaction before is committed: whoever asked for it must not hear that it failed.
            log.warning("what was to follow a commit is left to others: %s", error)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; on SQLite it waits for no writer.

        Raises:
            StoreUnavailableError: the database cannot be reached.
        """
        with _translated(), Session(self._reading, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def raw_transaction(self) -> Iterator[Connection]:
        """A connection in a transaction, for changing the schema.

        Raises:
            StoreUnavailableError: the database cannot be reached.
        """
        with _translated(), self._writing.begin() as connection:
            yield connection

    def run(self, work: Callable[[Session], Result], *, tries: int = 2) -> Result:
        """Run `work` in a transaction of its own, again if the database was cut off. `work` must be repeatable."""
        for left in range(tries - 1, -1, -1):
            try:
                with self.transaction() as session:
                    return work(session)
            except StoreUnavailableError:
                if not left:
                    raise
                log.warning("the database was cut off; trying once more")
        raise AssertionError("unreachable: the last try returns or raises")

    def close(self) -> None:
        """Close every connection of the pool."""
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        raise StoreUnavailableError(f"the database cannot be reached: {_first_line(error)}") from error
    except IntegrityError as error:
        raise ConflictError("someone else changed the same thing at the same moment: try again") from error


def _first_line(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0]


def _connect_args(*, is_sqlite: bool) -> dict[str, Any]:
    if is_sqlite:
        return {"timeout": SQLITE_BUSY_MS / 1000, "check_same_thread": False}
    # A peer that vanished without a word is noticed within half a minute instead of hours.
    return {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}


def _listen(engine: Engine, *, is_sqlite: bool) -> None:
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "checkout", _refuse_cut_connection)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions start as readers and deadlock when they turn into writers: we begin ourselves.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _refuse_cut_connection(connection: Any, _record: object, _proxy: object) -> None:
    """Throw away a pooled connection that the server has closed; costs microseconds where a ping costs a round trip."""
    poller = select.poll()
    poller.register(connection.fileno(), select.POLLIN)
    if poller.poll(0):
        # An idle connection has nothing to say, so what can be read is the end of it.
        raise DisconnectionError("the server closed this connection")
