"""The tables, as SQLAlchemy models. Words are those of the glossary; only `grader.store` queries them.

    tenants ─┬─ keys ── idempotency_keys
             ├─ exercises ── exercise_versions ── exercise_files
             ├─ submissions ─┬─ attempts ── (lease: workers)
             │               ├─ kept_runs
             │               ├─ events
             │               └─ deliveries ── delivery_tries
             ├─ rejudgings ── attempts
             ├─ webhook_secrets
             └─ audit_entries
    workers, duties, deployment_facts: the machinery of the deployment itself

Large columns (programs, records, file contents) are deferred: a list never loads them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from grader.columns import JsonText, RowNumber, UtcDateTime, WordColumn
from grader.statuses import (
    AttemptStatus,
    DeliveryStatus,
    EventKind,
    GateStatus,
    Origin,
    RejudgingStatus,
    SubmissionStatus,
)

#: The tenant that owns the exercises every other tenant may use.
SHARED_TENANT = "shared"


class Base(DeclarativeBase):
    """What all tables share: names for their constraints, and how Python's types are kept."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        dict[str, Any]: JsonText(),
        list[str]: JsonText(),
        str: String(),
    }


def _only_where(condition: str) -> dict[str, Any]:
    """What makes an index cover only some rows, on both databases."""
    return {f"{dialect}_where": text(condition) for dialect in ("sqlite", "postgresql")}


class Tenant(Base):
    """One customer: a course platform, a faculty. Sees its own rows only."""

    __tablename__ = "tenants"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class ApiKey(Base):
    """One API key. Only the SHA-256 of its text is kept; the text has 256 random bits, so no salt is needed."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), index=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    replaced_by: Mapped[str | None]


class Exercise(Base):
    """A slug of one tenant, and which of its versions is graded now."""

    __tablename__ = "exercises"
    __table_args__ = (UniqueConstraint("tenant_id", "slug"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    slug: Mapped[str]
    active_version_id: Mapped[str | None]
    created_at: Mapped[datetime]


class ExerciseVersion(Base):
    """One published content of an exercise; never edited, so that an old attempt can be replayed.

    `gate` says whether it may be graded with, `report` what the publishing gate found. A worker that runs the gate is in
    `gate_worker`; `gate_tries` counts such workers, and is bounded.
    """

    __tablename__ = "exercise_versions"
    __table_args__ = (
        UniqueConstraint("exercise_id", "version"),
        Index("ix_exercise_versions_gate_open", "id", **_only_where("gate IN ('waiting', 'running')")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id"))
    slug: Mapped[str]
    version: Mapped[str]
    grading_hash: Mapped[str]
    kind: Mapped[str]
    title: Mapped[dict[str, Any]]
    tags: Mapped[list[str]]
    note: Mapped[str | None]
    report: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    gate: Mapped[GateStatus] = mapped_column(WordColumn(GateStatus))
    gate_worker: Mapped[str | None]
    gate_tries: Mapped[int] = mapped_column(default=0)
    activate_once_passed: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str | None]
    created_at: Mapped[datetime]


class ExerciseFile(Base):
    """One file of an exercise version, by its path inside the exercise folder."""

    __tablename__ = "exercise_files"

    version_id: Mapped[str] = mapped_column(ForeignKey("exercise_versions.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Submission(Base):
    """One learner program. `attempt_id`, `attempt_number`, `verdict` and `score` are those of the applied attempt."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_tenant_id_id", "tenant_id", "id"),
        Index("ix_submissions_tenant_id_learner_id", "tenant_id", "learner", "id"),
        Index("ix_submissions_exercise_id_id", "exercise_id", "id"),
        Index("ix_submissions_open_by_key", "key_id", **_only_where("status <> 'finished'")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    key_id: Mapped[str | None]
    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id"))
    slug: Mapped[str]
    learner: Mapped[str | None]
    locale: Mapped[str]
    device: Mapped[str]
    callback_url: Mapped[str | None]
    status: Mapped[SubmissionStatus] = mapped_column(WordColumn(SubmissionStatus))
    attempt_id: Mapped[str | None]
    attempt_number: Mapped[int | None]
    verdict: Mapped[str | None]
    score: Mapped[float | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    source: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Attempt(Base):
    """One grading of one submission.

    `lease_number` is the fencing token: it grows with every lease, and only the holder of the newest may finish.
    `deaths` counts leases whose process died, `faults` gradings that ended `internal_error`; both are bounded. `exposed`
    says that the program may have begun under the present lease: only then does its death count. `runs_of`: whose runs it judged.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("submission_id", "number"),
        Index("ix_attempts_open", "status", "priority", "id", **_only_where("status IN ('queued', 'running')")),
        Index("ix_attempts_unsent", "priority", "id", **_only_where("status = 'queued' AND sent_at IS NULL")),
        Index(
            "ix_attempts_background",
            "device",
            **_only_where("status IN ('queued', 'running') AND priority > 0 AND sent_at IS NOT NULL"),
        ),
        Index("ix_attempts_rejudging_id_status", "rejudging_id", "status", **_only_where("rejudging_id IS NOT NULL")),
        Index("ix_attempts_internal_errors", "id", **_only_where("verdict = 'internal_error'")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    number: Mapped[int]
    origin: Mapped[Origin] = mapped_column(WordColumn(Origin))
    exercise_version_id: Mapped[str] = mapped_column(ForeignKey("exercise_versions.id"))
    version: Mapped[str]
    device: Mapped[str]
    priority: Mapped[int]
    status: Mapped[AttemptStatus] = mapped_column(WordColumn(AttemptStatus))
    rejudging_id: Mapped[str | None] = mapped_column(ForeignKey("rejudgings.id"))
    previous_attempt_id: Mapped[str | None]
    lease_number: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None]
    leased_at: Mapped[datetime | None]
    exposed: Mapped[bool] = mapped_column(default=False)
    deaths: Mapped[int] = mapped_column(default=0)
    faults: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    verdict: Mapped[str | None]
    score: Mapped[float | None]
    torch: Mapped[str | None]
    note: Mapped[str | None]
    queue_ms: Mapped[float | None]
    total_ms: Mapped[float | None]
    runs_of: Mapped[str | None]
    record: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)


class KeptRuns(Base):
    """What a submission's runs showed in one of its attempts, to be judged again; written by `grader.kept_runs`."""

    __tablename__ = "kept_runs"

    # No foreign key: it would lock the submission after the attempt; who erases locks them the other way round.
    submission_id: Mapped[str] = mapped_column(primary_key=True)
    attempt_id: Mapped[str]
    runs: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Event(Base):
    """What happened to a submission, in order; `id` is the identifier of the server-sent event."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_submission_id_id", "submission_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    submission_id: Mapped[str]
    kind: Mapped[EventKind] = mapped_column(WordColumn(EventKind))
    attempt_id: Mapped[str | None]
    at: Mapped[datetime]


class Rejudging(Base):
    """A set of new attempts that is run, inspected, then applied or cancelled as a whole."""

    __tablename__ = "rejudgings"
    __table_args__ = (Index("ix_rejudgings_tenant_id_id", "tenant_id", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    slug: Mapped[str]
    reason: Mapped[str]
    selection: Mapped[dict[str, Any]]
    exercise_version_id: Mapped[str]
    device: Mapped[str | None]
    run_again: Mapped[bool] = mapped_column(default=False)
    status: Mapped[RejudgingStatus] = mapped_column(WordColumn(RejudgingStatus))
    selected_through: Mapped[str | None]
    total: Mapped[int]
    created_by: Mapped[str | None]
    created_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any] | None]


class WebhookSecret(Base):
    """A signing secret of a tenant. It must be known in clear to sign with; two may be valid at once."""

    __tablename__ = "webhook_secrets"

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), index=True)
    secret: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class Delivery(Base):
    """One webhook message. Its id is the receiver's idempotency key, the same over all tries."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("attempt_id", "kind"),
        Index("ix_deliveries_tenant_id_id", "tenant_id", "id"),
        Index("ix_deliveries_submission_id", "submission_id"),
        Index("ix_deliveries_due", "next_try_at", **_only_where("status = 'pending'")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    attempt_id: Mapped[str]
    kind: Mapped[str]
    url: Mapped[str]
    status: Mapped[DeliveryStatus] = mapped_column(WordColumn(DeliveryStatus))
    tries: Mapped[int]
    claim_number: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    body: Mapped[str | None] = mapped_column(Text, deferred=True)


class DeliveryTry(Base):
    """One try to hand a message over, and how it ended."""

    __tablename__ = "delivery_tries"

    delivery_id: Mapped[str] = mapped_column(ForeignKey("deliveries.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    duration_ms: Mapped[float]
    status_code: Mapped[int | None]
    error: Mapped[str | None]


class IdempotencyKey(Base):
    """A request that was answered under a client's `Idempotency-Key`, and what it was answered."""

    __tablename__ = "idempotency_keys"

    owner_key_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    response_status: Mapped[int | None]
    response_headers: Mapped[dict[str, Any] | None]
    response_body: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """Who changed what, and why. Rows are never edited."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_tenant_id_id", "tenant_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    tenant_id: Mapped[str | None]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class Worker(Base):
    """A worker process. A lease lives as long as its owner's heartbeat."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(index=True)
    process: Mapped[str]
    device: Mapped[str]
    slots: Mapped[int]
    draining: Mapped[bool]
    started_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    environment: Mapped[dict[str, Any]]
    metrics: Mapped[dict[str, Any]]


class Duty(Base):
    """A task of the deployment that one process at a time may hold, such as reconciling."""

    __tablename__ = "duties"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class DeploymentFact(Base):
    """Something that all processes of a deployment must agree on, such as the fingerprint of the variants' secret."""

    __tablename__ = "deployment_facts"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def table_of(model: type[Base]) -> Table:
    """The table of a model, for the statements on the way of every submission: they are built once, without the ORM."""
    return cast("Table", model.__table__)
