"""The database's schema and its migrations; on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from grader.models import Base
from grader.store import Database, StoreUnavailableError, schema
from tests.servers import Postgres


def test_migrations_make_what_the_models_say(database: Database) -> None:
    """After the last migration nothing is missing from the models, and nothing is there beside them."""
    with database.raw_transaction() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    schema.require_current(database)


def test_migrations_go_back_and_forth(database: Database) -> None:
    """Each migration can be taken back to nothing and done again."""
    schema.downgrade(database, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    with pytest.raises(StoreUnavailableError, match="grader db upgrade"):
        schema.require_current(database)
    schema.upgrade(database)
    schema.require_current(database)


@pytest.mark.postgres
def test_many_may_upgrade_at_once(postgres: Postgres) -> None:
    """Processes that all bring the same empty database up to date do not get into each other's way."""
    name = postgres.create()
    errors: list[Exception] = []

    def upgrade() -> None:
        database = Database(postgres.url(name))
        try:
            schema.upgrade(database)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            errors.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=upgrade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    postgres.drop(name)
    assert errors == []


def test_a_database_that_is_away_is_our_error(tmp_path: Path) -> None:
    """Not reaching the database is one error of ours, without the password in it."""
    away = Database("postgresql://user:hidden-password@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailableError) as caught:
        schema.require_current(away)
    assert "hidden-password" not in str(caught.value)
    folder = Database(f"sqlite:///{tmp_path}")
    with pytest.raises(StoreUnavailableError):
        schema.require_current(folder)
