"""Alembic's migrations. They run from inside the package: `grader db upgrade`, or `grader.store.schema`."""
