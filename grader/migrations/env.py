"""How Alembic reaches the database: over the connection that `grader.store.schema` hands it."""

from __future__ import annotations

from alembic import context

from grader.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite cannot alter a table in place: Alembic then makes a new one and copies.
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=False,
)
context.run_migrations()
