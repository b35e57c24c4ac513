"""What runs showed, kept with a submission so that it can be judged again; see `grader.kept_runs`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from grader.models import KeptRuns, table_of

_kept = table_of(KeptRuns)


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
    """A column of what is kept of an attempt's submission, for an attempt that may be judged from it: one of a rejudging.

    Only of runs that the verdict rests on which the set is to be compared with: those of a set that was cancelled, or is not
    decided on yet, stand for nothing.
    """
    # Written out: in what SQLite returns SQLAlchemy leaves the tables' names away, and some columns are in several.
    found = f"""(
        SELECT kept_runs.{name} FROM kept_runs
        JOIN rejudgings ON rejudgings.id = attempts.rejudging_id AND NOT rejudgings.run_again
        JOIN attempts AS counting ON counting.id = attempts.previous_attempt_id
        WHERE kept_runs.submission_id = attempts.submission_id
        AND (kept_runs.attempt_id = counting.id OR kept_runs.attempt_id = counting.runs_of)
    )"""  # noqa: S608 - the name is ours
    return literal_column(found, _kept.c[name].type).label(f"kept_{name}")


def _keeping(dialect: str) -> postgresql.Insert | sqlite.Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    new: dict[str, BindParameter[Any]] = {"attempt_id": bindparam("attempt"), "runs": bindparam("shown")}
    statement = insert(_kept).values(submission_id=bindparam("of"), **new)
    return statement.on_conflict_do_update(index_elements=["submission_id"], set_=new)


# Built once: building one costs as much as running it.
_KEEPING = {name: _keeping(name) for name in ("postgresql", "sqlite")}
