"""The bodies of answers, for the OpenAPI document. `rendering` makes them; the tests hold the two together."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from grader.schemas.requests import AnyVerdict
from grader.schemas.values import Device, Locale
from grader.statuses import EventKind, GateStatus, Origin, RejudgingStatus, SubmissionStatus

Code = Literal["IE", "FO", "MLE", "TLE", "OLE", "SE", "RTE", "WA", "AC"]
_INSTANT = "2026-11-21T09:00:00.000Z"


class Answer(BaseModel):
    """What every answer is: a client has to bear members that it does not know."""

    model_config = ConfigDict(extra="allow")


class Problem(Answer):
    """Why a request was not done (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:torchgrader:problem:unknown-exercise",
                    "title": "There is no such exercise",
                    "status": 422,
                    "detail": "there is no exercise 'detatch': GET /v1/exercises lists them",
                    "errors": [{"pointer": "/exercise", "detail": "there is no exercise 'detatch'"}],
                }
            ]
        },
    )

    type: str = Field(description="The kind of problem; it does not change.")
    title: str
    status: int
    detail: str = Field(description="What is wrong and what to do, for a person.")
    errors: list[dict[str, str]] = Field(
        [],
        description="The values that are wrong, each by a JSON `pointer` into the body, a `parameter` or a `header`.",
    )


class Diagnosis(Answer):
    """The misconception behind a mistake."""

    code: str = Field(examples=["detach_missing"])
    message: str
    line: int | None = Field(None, description="The learner's own line, where it is known.")


class Check(Answer):
    """One rule, over all runs."""

    id: str = Field(examples=["grad:x"])
    weight: float
    passed: bool
    message: str
    mismatch: dict[str, Any] | None = Field(description="What was expected and found, where, and what was allowed.")
    diagnosis: Diagnosis | None


class AttemptSummary(Answer):
    """One grading, in short."""

    id: str
    number: int = Field(description="1 for the first grading of the submission, then 2, ...")
    origin: Origin
    exercise_version: str = Field(examples=["sha256:0f3a"])
    verdict: AnyVerdict | None
    code: Code | None
    score: float | None = Field(description="0 to 1; null for `internal_error`, which is ours.")
    torch: str | None = Field(examples=["2.13.0"])
    runs_of: str | None = Field(
        description="The attempt whose runs were judged again, where nothing was run for this one; null otherwise."
    )
    note: str | None = Field(description="Why, for a verdict set by hand or an internal error.")
    created_at: str = Field(examples=[_INSTANT])
    finished_at: str | None
    applied_at: str | None = Field(description="Since when it counts, or counted; null for one that never did.")


class Attempt(AttemptSummary):
    """One grading with its feedback."""

    exercise: str = Field(examples=["detach"])
    diagnosis: Diagnosis | None
    checks: list[Check]
    stdout: str = Field(description="What the program printed in the public run.")
    error: dict[str, Any] | None = Field(
        description="`type`, `message` and `line` of the error that ended the program."
    )
    comparisons: list[dict[str, Any]] = Field(description="Data to draw: expected and found, loss traces.")
    figures: list[str] = Field(description="The learner's own plots, PNG in base64.")
    environment: dict[str, Any] = Field(description="Versions of torch and Python, the device, the sandbox's layers.")
    timing: dict[str, float] = Field(description="`queue_ms`, `sandbox_ms` (the public run alone), `total_ms`.")


class SubmissionSummary(Answer):
    """A submission in a list."""

    id: str = Field(examples=["sub_01KAJ8Q0Z5M3N8V2R7T4W6X9YB"])
    exercise: str = Field(examples=["detach"])
    learner: str | None
    locale: Locale
    device: Device
    status: SubmissionStatus
    verdict: AnyVerdict | None
    code: Code | None
    score: float | None
    created_at: str = Field(examples=[_INSTANT])
    finished_at: str | None
    erased_at: str | None


class Submission(SubmissionSummary):
    """A submission: where it stands, and the attempt that counts."""

    attempt: Attempt | None = Field(description="The attempt that counts; null before the first verdict.")
    attempts: list[AttemptSummary] = Field(description="Every attempt that has a verdict, oldest first.")


class Batch(Answer):
    """What was stored, in the order in which it was sent."""

    submissions: list[Submission]


class Page(Answer):
    """What every page of a list has."""

    next_cursor: str | None = Field(description="Pass it as `cursor` for the next page; null at the end.")


class SubmissionPage(Page):
    """Submissions, newest first."""

    items: list[SubmissionSummary]


class SubmissionEvent(Answer):
    """The data of a server-sent event."""

    submission: str
    status: EventKind
    attempt: str | None
    verdict: AnyVerdict | None
    code: Code | None
    score: float | None
    at: str


class InternalError(SubmissionSummary):
    """A submission that we could not grade."""

    note: str | None = Field(description="What went wrong with us.")


class InternalErrorPage(Page):
    """Submissions that we could not grade, newest first."""

    items: list[InternalError]


class ExerciseSummary(Answer):
    """An exercise in a list."""

    slug: str = Field(examples=["detach"])
    version: str = Field(examples=["sha256:0f3a"])
    kind: Literal["script", "scenario"] = Field(examples=["script"])
    title: dict[str, str] = Field(examples=[{"en": "Detach", "de": "Abtrennen"}])
    tags: list[str]


class ExerciseList(Answer):
    """The exercises that the tenant sees, by slug."""

    items: list[ExerciseSummary]


class Exercise(ExerciseSummary):
    """What a learner sees of an exercise."""

    statements: dict[str, str] = Field(description="Markdown, by language.")
    starter: str = Field(description="The program that a learner starts from.")


class ExerciseVersion(ExerciseSummary):
    """One version of an exercise."""

    id: str
    grading_hash: str = Field(description="Changes only with what can change a verdict.")
    active: bool = Field(description="New submissions are graded with it.")
    gate: GateStatus = Field(
        description="Where the publishing gate stands. `waived`: it was not asked, as of an operator's own folder."
    )
    note: str | None
    created_by: str | None
    created_at: str


class GateReport(Answer):
    """What the publishing gate found."""

    status: GateStatus
    report: dict[str, Any] | None = Field(
        description="As `grader exercise check --json` prints it; null where the gate was not asked."
    )


class ExerciseVersionPage(Page):
    """Versions of an exercise, newest first."""

    items: list[ExerciseVersion]


class Progress(Answer):
    """How far a rejudging is."""

    total: int
    finished: int
    failed: int = Field(description="Those that ended as internal errors; they are finished, too.")
    from_kept_runs: int = Field(
        description="Those judged from what earlier runs had shown, as nothing that a run depends on had changed."
    )


class Rejudging(Answer):
    """A set of new attempts that is applied or cancelled as a whole."""

    id: str
    exercise: str
    reason: str
    selection: dict[str, Any]
    version_id: str
    device: Device | None
    run_again: bool
    status: RejudgingStatus
    progress: Progress
    outcome: dict[str, Any] | None = Field(description="Once applied: how many were applied, changed, failed, stale.")
    created_by: str | None
    created_at: str
    ready_at: str | None
    closed_at: str | None


class RejudgingPage(Page):
    """Rejudgings, newest first."""

    items: list[Rejudging]


class Grade(Answer):
    """A verdict and its score."""

    verdict: AnyVerdict | None
    code: Code | None
    score: float | None


class DiffLine(Answer):
    """One submission of a set."""

    submission: str
    learner: str | None
    attempt: str
    before: Grade
    after: Grade
    stale: bool = Field(description="Another attempt has come to count since: applying leaves this one alone.")


class Transition(Answer):
    """How many submissions went from one verdict to another."""

    before: AnyVerdict | None
    after: AnyVerdict | None
    count: int


class Diff(Page):
    """What a rejudging found, against what counts now."""

    table: list[Transition]
    items: list[DiffLine]
