"""What runs showed, kept with a submission so that it can be judged again; see `grader.kept_runs`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from grader.models import Attempt, KeptRuns, Rejudging, table_of

_kept = table_of(KeptRuns)
_attempts = table_of(Attempt)
_sets = table_of(Rejudging)


def keep(session: Session, submission_id: str, attempt_id: str, runs: bytes) -> None:
    """Keep an attempt's runs, in the place of those that were kept before."""
    values = {"of": submission_id, "attempt": attempt_id, "shown": runs}
    session.execute(_KEEPING[session.get_bind().dialect.name], values)


def forget(session: Session, submission_ids: Collection[str]) -> None:
    """Erase what is kept of submissions."""
    session.execute(
        delete(KeptRuns).where(KeptRuns.submission_id.in_(submission_ids)),
        execution_options={"synchronize_session": False},
    )


def of_attempt(name: str) -> ColumnElement[Any]:
    """A column of what is kept of an attempt's submission, for an attempt that may be judged from it: one of a rejudging."""
    found = (
        select(_kept.c[name])
        .select_from(_kept.join(_sets, _sets.c.id == _attempts.c.rejudging_id))
        .where(
            # Written out: SQLAlchemy leaves tables' names away in what SQLite returns, and both have such a column.
            literal_column("kept_runs.submission_id") == literal_column("attempts.submission_id"),
            _sets.c.run_again.is_(False),
        )
    )
    return found.correlate(_attempts).scalar_subquery().label(f"kept_{name}")


def _keeping(dialect: str) -> postgresql.Insert | sqlite.Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    new: dict[str, BindParameter[Any]] = {"attempt_id": bindparam("attempt"), "runs": bindparam("shown")}
    statement = insert(_kept).values(submission_id=bindparam("of"), **new)
    return statement.on_conflict_do_update(index_elements=["submission_id"], set_=new)


# Built once: building one costs as much as running it.
_KEEPING = {name: _keeping(name) for name in ("postgresql", "sqlite")}
