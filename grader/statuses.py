"""The words for where something stands, as the database keeps them and the API says them."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a key may do."""

    SUBMIT = "submit"
    AUTHOR = "author"
    REJUDGE = "rejudge"
    ADMIN = "admin"


class SubmissionStatus(StrEnum):
    """Where a submission stands, as its owner sees it."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"


class AttemptStatus(StrEnum):
    """Where one grading stands. `finished` and `cancelled` are final."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """Why an attempt exists."""

    SUBMISSION = "submission"
    REJUDGING = "rejudging"
    RETRY = "retry"
    OVERRIDE = "override"


class RejudgingStatus(StrEnum):
    """Where a rejudging set stands. `ready` waits for a person to apply or cancel it."""

    SELECTING = "selecting"
    RUNNING = "running"
    READY = "ready"
    APPLIED = "applied"
    CANCELLED = "cancelled"


class DeliveryStatus(StrEnum):
    """Where a webhook message stands. `failed` means that we gave up; it can be redelivered on request."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class GateStatus(StrEnum):
    """Where the publishing gate stands with an exercise version. Only `passed` and `waived` may be graded with."""

    WAITING = "waiting"
    RUNNING = "running"
    PASSED = "passed"
    REFUSED = "refused"
    WAIVED = "waived"


class EventKind(StrEnum):
    """What happened to a submission."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    REGRADED = "regraded"
