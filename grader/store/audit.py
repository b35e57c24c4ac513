"""The audit log: who changed what, and why. Rows are only ever added, and go when their time is up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.cleaning import clean_json, clean_optional
from grader.models import AuditEntry
from grader.store.paging import Page, fetch_page, row_number

_REASON_LIMIT = 2000


def record(
    session: Session,
    tenant_id: str | None,
    actor: str,
    action: str,
    subject: str,
    *,
    reason: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry.

    Args:
        actor: a key's id, or `cli` for a person at the machine, or `system`.
        action: what was done, such as `submission.override`.
        subject: the id of what it was done to.
        details: small JSON; never a program, a key or a secret.
    """
    session.add(
        AuditEntry(
            tenant_id=tenant_id,
            actor=actor,
            action=action,
            subject=subject,
            reason=clean_optional(reason, _REASON_LIMIT),
            details=clean_json(dict(details or {})),
            at=datetime.now(UTC),
        )
    )
    session.flush()


def list_entries(
    session: Session, tenant_id: str, *, subject: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[AuditEntry]:
    """The tenant's entries, newest first, of one subject if given."""
    query = select(AuditEntry).where(AuditEntry.tenant_id == tenant_id)
    if subject is not None:
        query = query.where(AuditEntry.subject == subject)
    return fetch_page(session, query, AuditEntry.id, cursor, limit, parse=row_number)
