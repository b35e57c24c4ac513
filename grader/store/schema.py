"""The database's schema: brought up to date, compared with what this code expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from grader.store.database import Database
from grader.store.errors import StoreUnavailableError

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"
#: Any number that nobody else uses: one process at a time changes the schema.
_UPGRADE_LOCK = 7_246_081_193


def upgrade(database: Database) -> None:
    """Bring the schema up to date. Several processes may try at once: one does it, the others wait and find it done.

    Raises:
        StoreUnavailableError: the database cannot be reached.
    """
    with database.raw_transaction() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        command.upgrade(_config(connection), "head")


def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to an earlier revision. Data that the earlier one has no place for is lost."""
    with database.raw_transaction() as connection:
        command.downgrade(_config(connection), revision)


def require_current(database: Database) -> None:
    """Refuse to work on a schema that this code does not know.

    Raises:
        StoreUnavailableError: the schema is older or newer; the message says what to do.
    """
    expected = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    with database.raw_transaction() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != expected:
        raise StoreUnavailableError(
            f"the database's schema is {found or 'empty'}, this program expects {expected}: run `grader db upgrade`"
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
