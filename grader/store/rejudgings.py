"""Rejudgings: select, run, inspect, then apply or cancel as a whole.

Selecting goes in steps, each in a transaction of its own, and the row remembers how far it came: a crash costs a step.
Applying is one statement. It touches a submission only if the attempt that counted when the set was selected still
counts, so it never overwrites a newer one; and never with an `internal_error`, so a fault of ours takes no grade away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from grader.cleaning import clean_json, clean_text
from grader.identifiers import new_id, new_ids
from grader.models import Attempt, ExerciseVersion, Rejudging, Submission
from grader.statuses import AttemptStatus, EventKind, Origin, RejudgingStatus, SubmissionStatus
from grader.store import audit, deliveries, events
from grader.store.attempts import INTERNAL_ERROR
from grader.store.errors import ConflictError, NotFoundError
from grader.store.paging import Page, fetch_page
from grader.store.rejudging_diff import DiffLine, diff_page, diff_table, differs
from grader.store.selections import Selection, count_selected, selected
from grader.store.submissions import REGRADE_PRIORITY

__all__ = [
    "DiffLine",
    "Progress",
    "Selection",
    "apply",
    "attempt_of",
    "cancel",
    "count_selected",
    "diff_page",
    "diff_table",
    "get",
    "list_open",
    "list_page",
    "mark_ready",
    "progress",
    "select_step",
    "start",
    "tenant_of",
]

_REASON_LIMIT = 2000
_OPEN = (RejudgingStatus.SELECTING, RejudgingStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a set is: `finished` of `total`, among them `failed` (internal_error) and `dropped` (erased meanwhile).

    `from_kept_runs` of those finished were judged from what earlier runs had shown: nothing was run for them.
    """

    total: int
    finished: int
    failed: int
    dropped: int
    from_kept_runs: int


def start(
    session: Session,
    tenant_id: str,
    selection: Selection,
    version: ExerciseVersion,
    *,
    reason: str,
    device: str | None,
    run_again: bool = False,
    actor: str,
) -> Rejudging:
    """Open a set. Its attempts are made step by step by `select_step`.

    Args:
        version: the content to grade with.
        device: grade on this device; None means where each was graded before.
        run_again: run every program, whatever is kept of its runs.
    """
    row = Rejudging(
        id=new_id("rej"),
        tenant_id=tenant_id,
        slug=version.slug,
        reason=clean_text(reason, _REASON_LIMIT),
        selection=clean_json(selection.to_json()),
        exercise_version_id=version.id,
        device=device,
        run_again=run_again,
        status=RejudgingStatus.SELECTING,
        total=0,
        created_by=actor,
        created_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    audit.record(session, tenant_id, actor, "rejudging.start", row.id, reason=reason, details=row.selection)
    return row


def select_step(session: Session, rejudging_id: str, *, step: int = 500) -> bool:
    """Make the attempts for the next `step` submissions; True while there is more to select."""
    row = session.scalar(select(Rejudging).where(Rejudging.id == rejudging_id).with_for_update())
    if row is None or row.status is not RejudgingStatus.SELECTING:
        return False
    query = selected(row.tenant_id, Selection.from_json(row.selection))
    # Those sent after the set was opened are graded with what is active now.
    query = query.where(Submission.created_at < row.created_at)
    if row.selected_through is not None:
        query = query.where(Submission.id > row.selected_through)
    chosen = session.execute(query.order_by(Submission.id).limit(step)).all()
    if chosen:
        _insert_attempts(session, row, chosen)
        row.selected_through = chosen[-1].id
        row.total += len(chosen)
    more = len(chosen) == step
    if not more:
        row.status = RejudgingStatus.RUNNING
    session.flush()
    return more


def _insert_attempts(session: Session, row: Rejudging, chosen: Any) -> None:
    version = session.get_one(ExerciseVersion, row.exercise_version_id).version
    now = datetime.now(UTC)
    values = [
        {
            "id": attempt_id,
            "submission_id": submission.id,
            "number": submission.newest + 1,
            "origin": Origin.REJUDGING,
            "exercise_version_id": row.exercise_version_id,
            "version": version,
            "device": row.device or submission.device,
            "priority": REGRADE_PRIORITY,
            "status": AttemptStatus.QUEUED,
            "rejudging_id": row.id,
            "previous_attempt_id": submission.attempt_id,
            "created_at": now,
        }
        for attempt_id, submission in zip(new_ids("att", len(chosen)), chosen, strict=True)
    ]
    session.execute(insert(Attempt), values)


def mark_ready(session: Session, rejudging_id: str) -> bool:
    """If every attempt of a running set is finished, let it wait for a decision. True if it became so now."""
    unfinished = select(Attempt.id).where(
        Attempt.rejudging_id == rejudging_id, Attempt.status.in_((AttemptStatus.QUEUED, AttemptStatus.RUNNING))
    )
    ready = session.execute(
        update(Rejudging)
        .where(Rejudging.id == rejudging_id, Rejudging.status == RejudgingStatus.RUNNING, ~unfinished.exists())
        .values(status=RejudgingStatus.READY, ready_at=datetime.now(UTC))
        .returning(Rejudging.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return ready is not None


def list_open(session: Session) -> list[Rejudging]:
    """The sets that are still selected or run, of all tenants."""
    return list(session.scalars(select(Rejudging).where(Rejudging.status.in_(_OPEN)).order_by(Rejudging.id)))


def get(session: Session, tenant_id: str, rejudging_id: str) -> Rejudging:
    """A set of this tenant.

    Raises:
        NotFoundError: there is none, or it is another tenant's.
    """
    row = session.scalar(select(Rejudging).where(Rejudging.id == rejudging_id, Rejudging.tenant_id == tenant_id))
    if row is None:
        raise NotFoundError("rejudging", rejudging_id)
    return row


def tenant_of(session: Session, rejudging_id: str) -> str:
    """The tenant that a set belongs to, for an operator, who may see all.

    Raises:
        NotFoundError: there is no such set.
    """
    found = session.scalar(select(Rejudging.tenant_id).where(Rejudging.id == rejudging_id))
    if found is None:
        raise NotFoundError("rejudging", rejudging_id)
    return found


def list_page(session: Session, tenant_id: str, *, cursor: str | None = None, limit: int = 50) -> Page[Rejudging]:
    """The tenant's sets, newest first."""
    query = select(Rejudging).where(Rejudging.tenant_id == tenant_id)
    return fetch_page(session, query, Rejudging.id, cursor, limit)


def attempt_of(session: Session, rejudging_id: str, submission_id: str) -> Attempt:
    """The attempt that a set makes of a submission.

    Raises:
        NotFoundError: the set does not hold this submission.
    """
    query = select(Attempt).where(Attempt.rejudging_id == rejudging_id, Attempt.submission_id == submission_id)
    row = session.scalar(query)
    if row is None:
        raise NotFoundError("submission of this rejudging", submission_id)
    return row


def progress(session: Session, row: Rejudging) -> Progress:
    """How far a set is."""
    query = (
        select(Attempt.status, Attempt.verdict, func.count(), func.count(Attempt.runs_of))
        .where(Attempt.rejudging_id == row.id, Attempt.status.in_((AttemptStatus.FINISHED, AttemptStatus.CANCELLED)))
        .group_by(Attempt.status, Attempt.verdict)
    )
    counts = [(status, verdict, count, kept) for status, verdict, count, kept in session.execute(query)]
    return Progress(
        total=row.total,
        finished=sum(count for _, _, count, _ in counts),
        failed=sum(count for _, verdict, count, _ in counts if verdict == INTERNAL_ERROR),
        dropped=sum(count for status, _, count, _ in counts if status is AttemptStatus.CANCELLED),
        from_kept_runs=sum(kept for _, _, _, kept in counts),
    )


def apply(session: Session, tenant_id: str, rejudging_id: str, *, actor: str) -> Rejudging:
    """Let the set's verdicts count, all at once. Applying twice is no error.

    Raises:
        NotFoundError: there is no such set of this tenant.
        ConflictError: it is not ready, or it was cancelled.
    """
    row = _get_locked(session, tenant_id, rejudging_id)
    if row.status is RejudgingStatus.APPLIED:
        return row
    if row.status is not RejudgingStatus.READY:
        raise ConflictError(f"the rejudging {row.id} is {row.status}: only one that is ready can be applied")
    now = datetime.now(UTC)
    changed = _changed_by(session, row)
    fresh = and_(
        Attempt.rejudging_id == row.id,
        Attempt.status == AttemptStatus.FINISHED,
        Attempt.verdict != INTERNAL_ERROR,
        Attempt.submission_id == Submission.id,
        Attempt.previous_attempt_id == Submission.attempt_id,
    )
    applied = session.execute(
        update(Submission)
        .where(fresh, Submission.status == SubmissionStatus.FINISHED)
        .values(attempt_id=Attempt.id, attempt_number=Attempt.number, verdict=Attempt.verdict, score=Attempt.score)
        .returning(Submission.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.execute(
        update(Attempt)
        .where(
            Attempt.rejudging_id == row.id,
            select(Submission.id).where(Submission.attempt_id == Attempt.id).exists(),
        )
        .values(applied_at=now)
        .execution_options(synchronize_session=False)
    )
    applied_ids = {line.id for line in applied}
    changed = [line for line in changed if line.id in applied_ids]
    _announce(session, row, changed)
    row.status = RejudgingStatus.APPLIED
    row.closed_at = now
    came_to = progress(session, row)
    row.outcome = {
        "applied": len(applied_ids),
        "changed": len(changed),
        "failed": came_to.failed,
        "stale": came_to.total - came_to.dropped - came_to.failed - len(applied_ids),
    }
    session.flush()
    audit.record(session, tenant_id, actor, "rejudging.apply", row.id, details=row.outcome)
    return row


def _changed_by(session: Session, row: Rejudging) -> list[Any]:
    before = aliased(Attempt)
    query = (
        select(Submission.id, Submission.callback_url, Attempt.id.label("attempt_id"))
        .join(Attempt, Attempt.submission_id == Submission.id)
        .join(before, before.id == Attempt.previous_attempt_id)
        .where(Attempt.rejudging_id == row.id, Attempt.status == AttemptStatus.FINISHED, differs(before))
        .order_by(Submission.id)
    )
    return list(session.execute(query))


def _announce(session: Session, row: Rejudging, changed: list[Any]) -> None:
    events.add_many(session, [(line.id, line.attempt_id) for line in changed], EventKind.REGRADED)
    for line in changed:
        if line.callback_url is not None:
            deliveries.create(session, row.tenant_id, line.id, line.attempt_id, line.callback_url, deliveries.REGRADED)


def cancel(session: Session, tenant_id: str, rejudging_id: str, *, actor: str) -> Rejudging:
    """Drop a set: nothing it found counts, what it has not graded is not graded. Cancelling twice is no error.

    Raises:
        NotFoundError: there is no such set of this tenant.
        ConflictError: it was applied.
    """
    row = _get_locked(session, tenant_id, rejudging_id)
    if row.status is RejudgingStatus.CANCELLED:
        return row
    if row.status is RejudgingStatus.APPLIED:
        raise ConflictError(f"the rejudging {row.id} was applied: start another to change the verdicts again")
    session.execute(
        update(Attempt)
        .where(Attempt.rejudging_id == row.id, Attempt.status.in_((AttemptStatus.QUEUED, AttemptStatus.RUNNING)))
        .values(status=AttemptStatus.CANCELLED, lease_owner=None)
        .execution_options(synchronize_session=False)
    )
    row.status = RejudgingStatus.CANCELLED
    row.closed_at = datetime.now(UTC)
    session.flush()
    audit.record(session, tenant_id, actor, "rejudging.cancel", row.id)
    return row


def _get_locked(session: Session, tenant_id: str, rejudging_id: str) -> Rejudging:
    query = select(Rejudging).where(Rejudging.id == rejudging_id, Rejudging.tenant_id == tenant_id)
    row = session.scalar(query.with_for_update())
    if row is None:
        raise NotFoundError("rejudging", rejudging_id)
    return row
