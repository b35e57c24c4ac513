"""Answers that are made by hand: JSON without a second look at it, and answers remembered under an `Idempotency-Key`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Header, Response
from pydantic import BaseModel

from grader.store import Session, idempotency
from grader.store.idempotency import StoredResponse
from grader.store.tenants import Caller

#: Printable ASCII but the quote; in quotes, as the draft asks for, or without, as most clients send it.
_KEY_FORM = r'^("[!#-~]{1,255}"|[!#-~]{1,255})$'

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=_KEY_FORM,
        description="Your own name for this request, such as a UUID, quoted or not. The same request under the same key is "
        "stored once: a repetition is answered as the first was.",
        examples=['"8e03978e-40d5-43dd-bc93-6894a57f9324"'],
    ),
]


def to_bytes(content: Any) -> bytes:
    """JSON in UTF-8; what UTF-8 does not have becomes a question mark."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")


def answer(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer of a value that is known to be JSON."""
    return Response(to_bytes(content), status_code=status, media_type="application/json", headers=headers)


def unquoted(header: str | None) -> str | None:
    """The Idempotency-Key in a header of the right form."""
    return None if header is None else header.strip('"')


def fingerprint(what: str, body: BaseModel) -> str:
    """What makes a request the same: its endpoint and the meaning of its body, however it was written."""
    meaning = repr(body.model_dump()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(what.encode() + b"\0" + meaning).hexdigest()


def remembered(session: Session, caller: Caller, key: str | None, request_hash: str) -> StoredResponse | None:
    """What the same request was answered before; None if it is new, or came without a key."""
    if key is None:
        return None
    return idempotency.claim(session, caller.key_id, key, request_hash)


def remember(session: Session, caller: Caller, key: str | None, response: StoredResponse) -> None:
    """Keep the answer to a request that came with a key, in the transaction that did what it asked for."""
    if key is not None:
        idempotency.remember(session, caller.key_id, key, response)


def replay(stored: StoredResponse) -> Response:
    """The answer given before."""
    headers = {str(name): str(value) for name, value in stored.headers.items()} | {"idempotency-replayed": "true"}
    return Response(stored.body.encode(), status_code=stored.status, media_type="application/json", headers=headers)
