"""Tenants and keys; on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grader.models import ApiKey
from grader.statuses import Scope
from grader.store import ConflictError, NotFoundError, audit, tenants
from tests.service.fakes import Place


def test_a_key_is_kept_as_a_digest_only(place: Place) -> None:
    """Nothing in the key's row gives its text back."""
    with place.database.reading() as session:
        row = tenants.get_key(session, place.tenant_id, place.key_id)
        values = [str(getattr(row, column.name)) for column in ApiKey.__table__.columns]
    assert not any(place.key_text in value or place.key_text[3:20] in value for value in values)


def test_a_key_says_who_calls(place: Place) -> None:
    """The right text gives tenant and scopes; another text, however odd, gives nobody."""
    with place.database.reading() as session:
        caller = tenants.authenticate(session, place.key_text)
        assert caller is not None
        assert (caller.key_id, caller.tenant_id, caller.scopes) == (place.key_id, place.tenant_id, frozenset(Scope))
        for text in ("", "tg_", place.key_text + "x", place.key_text.upper(), "\x00", "\ud800", "x" * 10_000):
            assert tenants.authenticate(session, text) is None


def test_a_revoked_key_is_nobody(place: Place) -> None:
    """A key is useless from the moment it is revoked; revoking twice is no error."""
    with place.database.transaction() as session:
        tenants.revoke_key(session, place.tenant_id, place.key_id, actor="test")
        tenants.revoke_key(session, place.tenant_id, place.key_id, actor="test")
    with place.database.reading() as session:
        assert tenants.authenticate(session, place.key_text) is None
        entries = audit.list_entries(session, place.tenant_id, subject=place.key_id).items
    assert [entry.action for entry in entries] == ["key.revoke", "key.create"]


def test_keys_rotate_with_an_overlap(place: Place) -> None:
    """Both keys work until the overlap ends, then the new one alone; a rotated key is not rotated again."""
    with place.database.transaction() as session:
        new = tenants.rotate_key(session, place.tenant_id, place.key_id, overlap=timedelta(hours=1), actor="test")
        for text in (place.key_text, new.text):
            caller = tenants.authenticate(session, text)
            assert caller is not None
            assert caller.scopes == frozenset(Scope)
        with pytest.raises(ConflictError):
            tenants.rotate_key(session, place.tenant_id, place.key_id, overlap=timedelta(hours=1), actor="test")
        tenants.get_key(session, place.tenant_id, place.key_id).expires_at = datetime.now(UTC)
    with place.database.reading() as session:
        assert tenants.authenticate(session, place.key_text) is None
        assert tenants.authenticate(session, new.text) is not None


def test_a_tenant_sees_its_own_keys_only(place: Place) -> None:
    """Another tenant's key does not exist for this one."""
    with place.database.transaction() as session:
        other = tenants.ensure_tenant(session, "school")
        theirs = tenants.create_key(session, other.id, [Scope.ADMIN], actor="test")
        assert [row.id for row in tenants.list_keys(session, place.tenant_id).items] == [place.key_id]
        with pytest.raises(NotFoundError):
            tenants.revoke_key(session, place.tenant_id, theirs.row.id, actor="test")


def test_a_key_needs_a_scope_and_a_tenant_a_free_name(place: Place) -> None:
    """A key without scopes, and a tenant of the reserved name, are refused with a reason."""
    with place.database.transaction() as session:
        with pytest.raises(ConflictError, match="scope"):
            tenants.create_key(session, place.tenant_id, [], actor="test")
        with pytest.raises(ConflictError, match="reserved"):
            tenants.ensure_tenant(session, "shared")
        assert tenants.ensure_tenant(session, "university").id == place.tenant_id


def test_a_keys_use_is_noted_now_and_then(place: Place) -> None:
    """The time of last use is stored, and not again within the minute."""
    with place.database.transaction() as session:
        tenants.note_key_used(session, place.key_id)
    with place.database.transaction() as session:
        first = tenants.get_key(session, place.tenant_id, place.key_id).last_used_at
        tenants.note_key_used(session, place.key_id)
    with place.database.reading() as session:
        assert tenants.get_key(session, place.tenant_id, place.key_id).last_used_at == first
    assert first is not None
