"""What a rejudging found, against what counted before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from grader.models import Attempt, Rejudging, Submission
from grader.statuses import AttemptStatus, RejudgingStatus
from grader.store.paging import Page, decode_cursor, encode_cursor


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One submission of a set: what counts now, and what the set found.

    `stale` says that another attempt has come to count since the selection: applying leaves this one alone.
    """

    submission_id: str
    learner: str | None
    attempt_id: str
    before_verdict: str | None
    before_score: float | None
    after_verdict: str | None
    after_score: float | None
    stale: bool


def diff_table(session: Session, row: Rejudging) -> dict[tuple[str | None, str | None], int]:
    """(verdict before, verdict after) -> number of submissions, of those finished."""
    before = aliased(Attempt)
    query = (
        select(before.verdict, Attempt.verdict, func.count())
        .join(before, before.id == Attempt.previous_attempt_id)
        .where(Attempt.rejudging_id == row.id, Attempt.status == AttemptStatus.FINISHED)
        .group_by(before.verdict, Attempt.verdict)
    )
    return {(old, new): count for old, new, count in session.execute(query)}


def diff_page(
    session: Session, row: Rejudging, *, changed_only: bool = True, cursor: str | None = None, limit: int = 50
) -> Page[DiffLine]:
    """Submission by submission, in the order they were sent; those whose verdict or score changed, or all.

    Raises:
        InvalidCursorError: the cursor is not ours.
    """
    before = aliased(Attempt)
    query = (
        select(Submission, Attempt, before)
        .join(Attempt, Attempt.submission_id == Submission.id)
        .join(before, before.id == Attempt.previous_attempt_id)
        .where(Attempt.rejudging_id == row.id, Attempt.status == AttemptStatus.FINISHED)
        .order_by(Submission.id)
    )
    if changed_only:
        query = query.where(differs(before))
    if cursor is not None:
        query = query.where(Submission.id > decode_cursor(cursor))
    rows = session.execute(query.limit(limit + 1)).all()
    lines = [_diff_line(row, *line) for line in rows[:limit]]
    return Page(lines, encode_cursor(lines[-1].submission_id) if len(rows) > limit else None)


def _diff_line(row: Rejudging, submission: Submission, after: Attempt, before: Attempt) -> DiffLine:
    counts = after.id if row.status is RejudgingStatus.APPLIED and after.applied_at is not None else before.id
    return DiffLine(
        submission_id=submission.id,
        learner=submission.learner,
        attempt_id=after.id,
        before_verdict=before.verdict,
        before_score=before.score,
        after_verdict=after.verdict,
        after_score=after.score,
        stale=submission.attempt_id != counts,
    )


def differs(before: Any) -> ColumnElement[bool]:
    """SQL condition: the attempt found something else than `before`, another alias of the same table, did."""
    return or_(Attempt.verdict.is_distinct_from(before.verdict), Attempt.score.is_distinct_from(before.score))
