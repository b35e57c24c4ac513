"""Which submissions a rejudging is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from grader.models import Attempt, Submission
from grader.statuses import Origin, SubmissionStatus


@dataclass(frozen=True, slots=True)
class Selection:
    """Which submissions of one exercise to grade again; None means any. Only finished ones are selected.

    Attributes:
        version: graded with this exercise version until now (`sha256:...`).
        since, until: sent at or after, before.
        verdict: the verdict that counts now.
        torch: version of torch they were graded under.
        overridden: also those whose verdict was set by hand.
    """

    exercise: str
    version: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    verdict: str | None = None
    torch: str | None = None
    learner: str | None = None
    overridden: bool = False

    def to_json(self) -> dict[str, Any]:
        """As kept with the rejudging."""
        return {
            "exercise": self.exercise,
            "version": self.version,
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "verdict": self.verdict,
            "torch": self.torch,
            "learner": self.learner,
            "overridden": self.overridden,
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Selection:
        """The inverse of `to_json`."""
        since, until = value.get("since"), value.get("until")
        return Selection(
            exercise=value["exercise"],
            version=value.get("version"),
            since=None if since is None else datetime.fromisoformat(since),
            until=None if until is None else datetime.fromisoformat(until),
            verdict=value.get("verdict"),
            torch=value.get("torch"),
            learner=value.get("learner"),
            overridden=bool(value.get("overridden")),
        )


def count_selected(session: Session, tenant_id: str, selection: Selection) -> int:
    """How many submissions a set would hold."""
    query = selected(tenant_id, selection).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def selected(tenant_id: str, selection: Selection) -> Any:
    """The query for the selected submissions: id, device, attempt_id that counts, newest attempt's number."""
    newest = (
        select(func.max(Attempt.number))
        .where(Attempt.submission_id == Submission.id)
        .correlate(Submission)
        .scalar_subquery()
    )
    counting = aliased(Attempt)
    query = (
        select(Submission.id, Submission.device, Submission.attempt_id, newest.label("newest"))
        .join(counting, counting.id == Submission.attempt_id)
        .where(
            Submission.tenant_id == tenant_id,
            Submission.slug == selection.exercise,
            Submission.status == SubmissionStatus.FINISHED,
            Submission.erased_at.is_(None),
        )
    )
    equal = {
        counting.version: selection.version,
        counting.torch: selection.torch,
        Submission.verdict: selection.verdict,
        Submission.learner: selection.learner,
    }
    query = query.where(*(column == value for column, value in equal.items() if value is not None))
    if selection.since is not None:
        query = query.where(Submission.created_at >= selection.since)
    if selection.until is not None:
        query = query.where(Submission.created_at < selection.until)
    if not selection.overridden:
        query = query.where(counting.origin != Origin.OVERRIDE)
    return query
