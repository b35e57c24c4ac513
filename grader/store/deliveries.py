"""Webhook messages, their tries, and the secrets they are signed with.

A message is stored in the transaction that applies its attempt, so a verdict and its announcement exist together or not
at all. Senders claim what is due; a claim that dies is due again after its time.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, undefer

from grader.cleaning import clean_optional
from grader.identifiers import new_id
from grader.models import Delivery, DeliveryTry, WebhookSecret
from grader.statuses import DeliveryStatus
from grader.store import audit
from grader.store.errors import ConflictError, NotFoundError
from grader.store.paging import Page, fetch_page

#: Where PostgreSQL announces that there is a message to send.
CHANNEL = "grader_deliveries"
#: A submission got its first verdict, or one after a retry.
GRADED = "submission.graded"
#: A verdict was replaced: by a rejudging or by hand.
REGRADED = "submission.regraded"

_SECRET_BYTES = 32
_ERROR_LIMIT = 500
_SUCCESS = range(200, 300)


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A claimed message.

    Attributes:
        claim_number: fencing token; `record_try` wants it back.
        tries: tries made before this one.
        body: the exact body of the first try; None before it.
    """

    id: str
    tenant_id: str
    submission_id: str
    attempt_id: str
    kind: str
    url: str
    tries: int
    claim_number: int
    created_at: datetime
    body: str | None


@dataclass(frozen=True, slots=True)
class TryOutcome:
    """How one try went. `status_code` is None if no answer came, then `error` says why."""

    at: datetime
    duration_ms: float
    status_code: int | None
    error: str | None


def create(session: Session, tenant_id: str, submission_id: str, attempt_id: str, url: str, kind: str = GRADED) -> None:
    """Store a message that is due now. One attempt has one message of a kind, however often this is called."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    now = datetime.now(UTC)
    # PostgreSQL tells who sends, once this is committed; where SQLite serves, who sends hears of each verdict.
    announced = Delivery.id if insert is sqlite.insert else func.pg_notify(CHANNEL, "")
    session.execute(
        insert(Delivery)
        .values(
            id=new_id("msg"),
            tenant_id=tenant_id,
            submission_id=submission_id,
            attempt_id=attempt_id,
            kind=kind,
            url=url,
            status=DeliveryStatus.PENDING,
            tries=0,
            claim_number=0,
            next_try_at=now,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["attempt_id", "kind"])
        .returning(announced)
    )


def claim_due(session: Session, *, limit: int, claim_s: float) -> list[DueDelivery]:
    """Claim messages that are due, oldest first; nobody else gets them for `claim_s` seconds.

    Commit before sending: the claim holds from then on.
    """
    now = datetime.now(UTC)
    query = (
        select(Delivery)
        .where(Delivery.status == DeliveryStatus.PENDING, Delivery.next_try_at <= now)
        .order_by(Delivery.next_try_at)
        .limit(limit)
        .options(undefer(Delivery.body))
        .with_for_update(skip_locked=True)
    )
    claimed = []
    for row in session.scalars(query):
        row.claim_number += 1
        row.next_try_at = now + timedelta(seconds=claim_s)
        claimed.append(
            DueDelivery(
                id=row.id,
                tenant_id=row.tenant_id,
                submission_id=row.submission_id,
                attempt_id=row.attempt_id,
                kind=row.kind,
                url=row.url,
                tries=row.tries,
                claim_number=row.claim_number,
                created_at=row.created_at,
                body=row.body,
            )
        )
    session.flush()
    return claimed


def keep_body(session: Session, delivery_id: str, body: str) -> None:
    """Keep the body of the first try, so that every later try sends the same bytes."""
    unset = (Delivery.id == delivery_id, Delivery.body.is_(None))
    session.execute(update(Delivery).where(*unset).values(body=body).execution_options(synchronize_session=False))


def record_try(session: Session, due: DueDelivery, outcome: TryOutcome, *, next_try_at: datetime | None) -> bool:
    """Log a try and say what comes next.

    Args:
        next_try_at: when to try again; None if it is settled: delivered if the status code was 2xx, else given up.

    Returns:
        False if the claim had run out and someone else took it; the try is logged all the same.
    """
    delivered = outcome.status_code in _SUCCESS
    settled = DeliveryStatus.DELIVERED if delivered else DeliveryStatus.FAILED
    row = session.scalar(select(Delivery).where(Delivery.id == due.id).with_for_update())
    if row is None:
        return False
    row.tries += 1
    session.add(
        DeliveryTry(
            delivery_id=due.id,
            number=row.tries,
            at=outcome.at,
            duration_ms=outcome.duration_ms,
            status_code=outcome.status_code,
            error=clean_optional(outcome.error, _ERROR_LIMIT),
        )
    )
    current = row.claim_number == due.claim_number
    if current or delivered:
        row.status = DeliveryStatus.PENDING if next_try_at is not None else settled
        row.next_try_at = next_try_at
        row.delivered_at = outcome.at if delivered else row.delivered_at
    session.flush()
    return current


def get(session: Session, tenant_id: str, delivery_id: str) -> Delivery:
    """A message of this tenant, with its body.

    Raises:
        NotFoundError: there is none, or it is another tenant's.
    """
    query = select(Delivery).where(Delivery.id == delivery_id, Delivery.tenant_id == tenant_id)
    row = session.scalar(query.options(undefer(Delivery.body)))
    if row is None:
        raise NotFoundError("delivery", delivery_id)
    return row


def list_page(
    session: Session,
    tenant_id: str,
    *,
    submission_id: str | None = None,
    status: DeliveryStatus | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Delivery]:
    """The tenant's messages, newest first."""
    query = select(Delivery).where(Delivery.tenant_id == tenant_id)
    if submission_id is not None:
        query = query.where(Delivery.submission_id == submission_id)
    if status is not None:
        query = query.where(Delivery.status == status)
    return fetch_page(session, query, Delivery.id, cursor, limit)


def list_tries(session: Session, delivery_id: str) -> list[DeliveryTry]:
    """The tries of a message, oldest first."""
    query = select(DeliveryTry).where(DeliveryTry.delivery_id == delivery_id).order_by(DeliveryTry.number)
    return list(session.scalars(query))


def redeliver(session: Session, tenant_id: str, delivery_id: str, *, actor: str) -> Delivery:
    """Send a message once more, under the same id, whatever became of it.

    Raises:
        NotFoundError: there is no such message of this tenant.
    """
    row = get(session, tenant_id, delivery_id)
    row.status = DeliveryStatus.PENDING
    row.next_try_at = datetime.now(UTC)
    session.flush()
    audit.record(session, tenant_id, actor, "delivery.redeliver", delivery_id)
    return row


def create_secret(
    session: Session, tenant_id: str, *, overlap: timedelta = timedelta(days=1), actor: str
) -> WebhookSecret:
    """A new signing secret; those before it stay valid for `overlap`, so that the receiver has time to change."""
    now = datetime.now(UTC)
    current = or_(WebhookSecret.expires_at.is_(None), WebhookSecret.expires_at > now + overlap)
    session.execute(
        update(WebhookSecret)
        .where(WebhookSecret.tenant_id == tenant_id, current)
        .values(expires_at=now + overlap)
        .execution_options(synchronize_session=False)
    )
    text = "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    row = WebhookSecret(id=new_id("whs"), tenant_id=tenant_id, secret=text, created_at=now)
    session.add(row)
    session.flush()
    audit.record(session, tenant_id, actor, "webhook_secret.create", row.id)
    return row


def list_secrets(session: Session, tenant_id: str) -> list[WebhookSecret]:
    """The secrets valid now, newest first: sign with each of them."""
    now = datetime.now(UTC)
    valid = or_(WebhookSecret.expires_at.is_(None), WebhookSecret.expires_at > now)
    query = select(WebhookSecret).where(WebhookSecret.tenant_id == tenant_id, valid)
    return list(session.scalars(query.order_by(WebhookSecret.id.desc())))


def ensure_secret(session: Session, tenant_id: str) -> list[WebhookSecret]:
    """The secrets valid now; a first one is made if there is none."""
    return list_secrets(session, tenant_id) or [create_secret(session, tenant_id, actor="system")]


def revoke_secret(session: Session, tenant_id: str, secret_id: str, *, actor: str) -> None:
    """Stop signing with a secret at once.

    Raises:
        NotFoundError: there is no such secret of this tenant.
        ConflictError: it is the only valid one; make another first.
    """
    valid = list_secrets(session, tenant_id)
    row = next((secret for secret in valid if secret.id == secret_id), None)
    if row is None:
        raise NotFoundError("webhook secret", secret_id)
    if len(valid) == 1:
        raise ConflictError("this is the only valid secret: make a new one first")
    row.expires_at = datetime.now(UTC)
    session.flush()
    audit.record(session, tenant_id, actor, "webhook_secret.revoke", secret_id)


def postpone(session: Session, due: DueDelivery, until: datetime) -> None:
    """Give a claim back untried; the message is due again at `until`."""
    held = (Delivery.id == due.id, Delivery.claim_number == due.claim_number, Delivery.status == DeliveryStatus.PENDING)
    session.execute(
        update(Delivery).where(*held).values(next_try_at=until).execution_options(synchronize_session=False)
    )


def count_pending(session: Session) -> int:
    """Messages of all tenants that are not settled."""
    query = select(func.count()).select_from(Delivery).where(Delivery.status == DeliveryStatus.PENDING)
    return session.scalar(query) or 0
