"""The bodies of answers to those who run a deployment: messages, secrets, keys, the log, readiness. See `answers`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from grader.schemas.answers import Answer, Code, Diagnosis, Page
from grader.schemas.requests import AnyVerdict
from grader.statuses import AttemptStatus, DeliveryStatus, Origin, Scope


class DeliverySummary(Answer):
    """A webhook message in a list."""

    id: str = Field(description="The same over all tries, sent as `webhook-id`.")
    submission: str
    attempt: str
    type: Literal["submission.graded", "submission.regraded"]
    url: str
    status: DeliveryStatus
    tries: int
    next_try_at: str | None
    created_at: str
    delivered_at: str | None


class DeliveryTry(Answer):
    """One try to deliver a message."""

    number: int
    at: str
    duration_ms: float
    status_code: int | None
    error: str | None


class Delivery(DeliverySummary):
    """A webhook message with its tries."""

    body: dict[str, Any] | None = Field(description="What was sent; null before the first try.")
    log: list[DeliveryTry]


class DeliveryPage(Page):
    """Webhook messages, newest first."""

    items: list[DeliverySummary]


class AttemptName(Answer):
    """Which grading a message speaks of."""

    id: str
    number: int
    origin: Origin


class WebhookData(Answer):
    """What a message announces."""

    id: str = Field(description="The submission's id.")
    exercise: str
    exercise_version: str
    learner: str | None
    verdict: AnyVerdict
    code: Code
    score: float | None
    diagnosis: Diagnosis | None
    attempt: AttemptName
    finished_at: str
    url: str = Field(description="The path of the submission, for everything else.")


class WebhookMessage(Answer):
    """The body of a webhook message."""

    type: Literal["submission.graded", "submission.regraded"]
    timestamp: str
    data: WebhookData


class WebhookSecret(Answer):
    """A signing secret, without its text."""

    id: str
    created_at: str
    expires_at: str | None = Field(description="Until when messages are signed with it.")


class NewWebhookSecret(WebhookSecret):
    """A new signing secret. Its text is shown this once."""

    secret: str = Field(examples=["whsec_..."])


class WebhookSecretList(Answer):
    """The secrets that messages are signed with now, newest first."""

    items: list[WebhookSecret]


class Key(Answer):
    """An API key, without its text."""

    id: str
    name: str
    scopes: list[Scope]
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None = Field(description="To the minute.")
    replaced_by: str | None = Field(description="The key that it was rotated to.")


class NewKey(Key):
    """A new key. Its text is shown this once."""

    key: str = Field(examples=["tg_..."])


class KeyPage(Page):
    """API keys, newest first."""

    items: list[Key]


class Me(Answer):
    """Who a key belongs to, and what it may do."""

    key: str
    tenant: str
    tenant_name: str
    scopes: list[Scope]


class Erased(Answer):
    """What was erased."""

    submissions: int


class AuditEntry(Answer):
    """Who changed what, and why."""

    id: int
    actor: str = Field(description="A key's id, `cli` or `system`.")
    action: str
    subject: str
    reason: str | None
    details: dict[str, Any]
    at: str


class AuditPage(Page):
    """Entries of the audit log, newest first."""

    items: list[AuditEntry]


class QueuedAttempt(Answer):
    """A new attempt that waits."""

    id: str
    number: int
    status: AttemptStatus


class Alive(Answer):
    """The process answers."""

    status: Literal["ok"]


class ReadyCheck(Answer):
    """One thing that grading needs."""

    ok: bool
    detail: str


class Ready(Answer):
    """Whether this deployment can grade now."""

    status: Literal["ready", "not ready"]
    checks: dict[str, ReadyCheck]
