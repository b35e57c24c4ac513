"""Tenants, and the keys with which they come. A key's text is shown once and kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from grader.cleaning import clean_text
from grader.identifiers import new_id
from grader.models import SHARED_TENANT, ApiKey, Tenant
from grader.statuses import Scope
from grader.store import audit
from grader.store.errors import ConflictError, NotFoundError
from grader.store.paging import Page, fetch_page

_KEY_BYTES = 32
_NAME_LIMIT = 200
#: `last_used_at` is written at most this often: a row written by every request would be the busiest of all.
_LAST_USED_STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling: a valid key and what it may do."""

    key_id: str
    tenant_id: str
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made. `text` is what the client sends; it cannot be had again."""

    row: ApiKey
    text: str


def ensure_tenant(session: Session, name: str) -> Tenant:
    """The tenant called `name`, made if there is none.

    Raises:
        ConflictError: the name is reserved for the shared exercises.
    """
    name = clean_text(name, _NAME_LIMIT)
    if name == SHARED_TENANT:
        raise ConflictError(f"the tenant name {SHARED_TENANT!r} is reserved: choose another")
    return _ensure(session, name, new_id("ten"))


def ensure_shared_tenant(session: Session) -> Tenant:
    """The tenant that owns the exercises which every tenant may use."""
    return _ensure(session, SHARED_TENANT, SHARED_TENANT)


def _ensure(session: Session, name: str, tenant_id: str) -> Tenant:
    tenant = session.scalar(select(Tenant).where(Tenant.name == name))
    if tenant is None:
        tenant = Tenant(id=tenant_id, name=name, created_at=datetime.now(UTC))
        session.add(tenant)
        session.flush()
    return tenant


def get_tenant(session: Session, tenant_id: str) -> Tenant:
    """The tenant of this id.

    Raises:
        NotFoundError: there is none.
    """
    tenant = session.get(Tenant, tenant_id)
    if tenant is None:
        raise NotFoundError("tenant", tenant_id)
    return tenant


def list_tenants(session: Session) -> list[Tenant]:
    """Every tenant but the shared one, by name."""
    return list(session.scalars(select(Tenant).where(Tenant.id != SHARED_TENANT).order_by(Tenant.name)))


def digest_of(key_text: str) -> str:
    """What is kept of a key: the SHA-256 of its text, in hex."""
    return hashlib.sha256(key_text.encode("utf-8", "surrogatepass")).hexdigest()


def create_key(
    session: Session,
    tenant_id: str,
    scopes: Collection[Scope],
    *,
    name: str = "",
    expires_at: datetime | None = None,
    actor: str,
) -> NewKey:
    """Make a key. Its text is in the answer and nowhere else.

    Raises:
        ConflictError: no scope was given.
    """
    if not scopes:
        raise ConflictError("a key needs at least one scope: " + ", ".join(Scope))
    text = f"tg_{secrets.token_urlsafe(_KEY_BYTES)}"
    row = ApiKey(
        id=new_id("key"),
        tenant_id=tenant_id,
        name=clean_text(name, _NAME_LIMIT),
        digest=digest_of(text),
        scopes=sorted(Scope(scope).value for scope in scopes),
        created_at=datetime.now(UTC),
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    audit.record(session, tenant_id, actor, "key.create", row.id, details={"scopes": row.scopes})
    return NewKey(row, text)


def authenticate(session: Session, key_text: str) -> Caller | None:
    """Who holds this key; None if it is unknown, revoked or expired. One round trip."""
    now = datetime.now(UTC)
    query = select(ApiKey.id, ApiKey.tenant_id, ApiKey.scopes).where(
        ApiKey.digest == digest_of(key_text),
        ApiKey.revoked_at.is_(None),
        or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now),
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return Caller(row.id, row.tenant_id, frozenset(Scope(scope) for scope in row.scopes))


def note_key_used(session: Session, key_id: str) -> None:
    """Remember that a key was used, to the minute. Call it now and then, not on every request."""
    now = datetime.now(UTC)
    stale = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at < now - _LAST_USED_STEP)
    session.execute(update(ApiKey).where(ApiKey.id == key_id, stale).values(last_used_at=now))


def has_keys(session: Session) -> bool:
    """Whether anybody was ever given a key."""
    return session.scalar(select(ApiKey.id).limit(1)) is not None


def get_key(session: Session, tenant_id: str, key_id: str) -> ApiKey:
    """A key of this tenant.

    Raises:
        NotFoundError: there is none, or it is another tenant's.
    """
    row = session.scalar(select(ApiKey).where(ApiKey.id == key_id, ApiKey.tenant_id == tenant_id))
    if row is None:
        raise NotFoundError("key", key_id)
    return row


def list_keys(session: Session, tenant_id: str, *, cursor: str | None = None, limit: int = 50) -> Page[ApiKey]:
    """The tenant's keys, newest first, revoked ones too."""
    return fetch_page(session, select(ApiKey).where(ApiKey.tenant_id == tenant_id), ApiKey.id, cursor, limit)


def revoke_key(session: Session, tenant_id: str, key_id: str, *, actor: str) -> ApiKey:
    """Make a key useless from now on. Revoking twice is no error.

    Raises:
        NotFoundError: there is no such key of this tenant.
    """
    row = get_key(session, tenant_id, key_id)
    if row.revoked_at is None:
        row.revoked_at = datetime.now(UTC)
        session.flush()
        audit.record(session, tenant_id, actor, "key.revoke", key_id)
    return row


def rotate_key(session: Session, tenant_id: str, key_id: str, *, overlap: timedelta, actor: str) -> NewKey:
    """A new key with the same name and scopes; the old one goes on working for `overlap`.

    Raises:
        NotFoundError: there is no such key of this tenant.
        ConflictError: the key is revoked, or was rotated before.
    """
    old = get_key(session, tenant_id, key_id)
    if old.revoked_at is not None or old.replaced_by is not None:
        raise ConflictError(f"the key {key_id} is revoked or was rotated before: rotate its successor")
    scopes = [Scope(scope) for scope in old.scopes]
    new = create_key(session, tenant_id, scopes, name=old.name, expires_at=old.expires_at, actor=actor)
    ends = datetime.now(UTC) + overlap
    old.expires_at = ends if old.expires_at is None else min(ends, old.expires_at)
    old.replaced_by = new.row.id
    session.flush()
    audit.record(session, tenant_id, actor, "key.rotate", key_id, details={"successor": new.row.id})
    return new
