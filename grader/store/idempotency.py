"""Answers remembered under a client's `Idempotency-Key`.

Everything happens in the transaction of the request itself: if two requests with one key race, the second waits for the
first to commit and then finds its answer. There is no state "in progress" that a crash could leave behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from grader.models import IdempotencyKey
from grader.store.errors import ConflictError, IdempotencyMismatchError


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """What a request was answered the first time."""

    status: int
    headers: dict[str, Any]
    body: str


def claim(session: Session, owner_key_id: str, key: str, request_hash: str) -> StoredResponse | None:
    """Claim `key` for this request; None means that it is new and must be answered, then `remember`ed.

    Args:
        owner_key_id: the API key that sent it; another API key's `Idempotency-Key`s are other keys.
        request_hash: a digest over method, path, query and body.

    Returns:
        The stored answer if the same request was answered before.

    Raises:
        IdempotencyMismatchError: the key was used for another request.
        ConflictError: the same request is being answered at this moment.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {
        "owner_key_id": owner_key_id,
        "key": key,
        "request_hash": request_hash,
        "created_at": datetime.now(UTC),
    }
    # The names are needed by neither side; RETURNING tells a new row from an old one.
    claimed = session.execute(
        insert(IdempotencyKey).values(**values).on_conflict_do_nothing().returning(IdempotencyKey.key)
    ).one_or_none()
    if claimed is not None:
        return None
    row = session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.owner_key_id == owner_key_id, IdempotencyKey.key == key)
    )
    if row is None or (row.request_hash == request_hash and row.response_status is None):
        raise ConflictError("a request with this Idempotency-Key is being answered: try again in a moment")
    if row.request_hash != request_hash:
        raise IdempotencyMismatchError(key)
    return StoredResponse(row.response_status or 0, row.response_headers or {}, row.response_body or "")


def remember(session: Session, owner_key_id: str, key: str, response: StoredResponse) -> None:
    """Store the answer to the request that claimed `key`, in the same transaction."""
    session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.owner_key_id == owner_key_id, IdempotencyKey.key == key)
        .values(response_status=response.status, response_headers=response.headers, response_body=response.body)
    )


def forget_older_than(session: Session, age: timedelta) -> None:
    """Delete keys older than `age`."""
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < datetime.now(UTC) - age))
