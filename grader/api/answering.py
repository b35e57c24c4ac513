"""Answers that are made by hand: JSON without a second look at it, and answers remembered under an `Idempotency-Key`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
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


def fingerprint(what: str, bodies: Sequence[BaseModel]) -> str:
    """What makes a request the same: its endpoint and the meaning of its body, however it was written."""
    meaning = repr([body.model_dump() for body in bodies]).encode("utf-8", "surrogatepass")
    return hashlib.sha256(what.encode() + b"\0" + meaning).hexdigest()


def remembered(session: Session, caller: Caller, key: str | None, request_hash: str) -> list[str] | None:
    """The ids of what the same request stored before; None if it is new, or came without a key."""
    if key is None:
        return None
    stored = idempotency.claim(session, caller.key_id, key, request_hash)
    return None if stored is None else [str(each) for each in json.loads(stored.body)]


def remember(session: Session, caller: Caller, key: str | None, ids: Sequence[str]) -> None:
    """Keep which rows a request with a key stored, in the same transaction.

    Only ids are kept: the answer is made from the rows again, so what is erased from them is in no answer any more.
    """
    if key is not None:
        idempotency.remember(
            session, caller.key_id, key, StoredResponse(HTTPStatus.ACCEPTED, {}, json.dumps(list(ids)))
        )
