"""API keys of the caller's tenant. A key's text is shown once, when it is made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Response

from grader.api.answering import answer
from grader.api.documentation import COMMON, errors
from grader.api.gate import Administrator, AnyCaller
from grader.api.parameters import KeyId, Paging
from grader.api.problems import CONFLICT, INVALID, NOT_FOUND, Problem, pointed
from grader.api.service import ServiceOf
from grader.schemas import management, requests
from grader.schemas.rendering import key_json
from grader.store import tenants

router = APIRouter(prefix="/v1", tags=["keys"], responses=errors(*COMMON))


@router.get("/me", summary="See whose key this is", response_model=management.Me)
def read_me(caller: AnyCaller, service: ServiceOf) -> Response:
    """The key, its tenant and what it may do: the first request to try."""
    with service.database.reading() as session:
        tenant = tenants.get_tenant(session, caller.tenant_id)
    return answer(
        {"key": caller.key_id, "tenant": tenant.id, "tenant_name": tenant.name, "scopes": sorted(caller.scopes)}
    )


@router.get("/keys", summary="List keys", response_model=management.KeyPage)
def list_keys(caller: Administrator, service: ServiceOf, paging: Paging) -> Response:
    """The tenant's keys, newest first, revoked ones too."""
    with service.database.reading() as session:
        page = tenants.list_keys(session, caller.tenant_id, cursor=paging.cursor, limit=paging.limit)
    return answer({"items": [key_json(row) for row in page.items], "next_cursor": page.next_cursor})


@router.post(
    "/keys", summary="Make a key", status_code=201, response_model=management.NewKey, responses=errors(body=True)
)
def create_key(new: requests.NewKey, caller: Administrator, service: ServiceOf) -> Response:
    """Make a key. Its text is in this answer and nowhere else."""
    if new.expires_at is not None and new.expires_at <= datetime.now(UTC):
        detail = "this instant has passed"
        raise Problem(INVALID, f"/expires_at: {detail}", errors=pointed("/expires_at", detail))
    with service.database.transaction() as session:
        made = tenants.create_key(
            session, caller.tenant_id, set(new.scopes), name=new.name, expires_at=new.expires_at, actor=caller.key_id
        )
    return answer(key_json(made.row) | {"key": made.text}, 201, {"location": f"/v1/keys/{made.row.id}"})


@router.get("/keys/{key_id}", summary="Look at a key", response_model=management.Key, responses=errors(NOT_FOUND))
def read_key(key_id: KeyId, caller: Administrator, service: ServiceOf) -> Response:
    """What a key may do, and when it was last used."""
    with service.database.reading() as session:
        row = tenants.get_key(session, caller.tenant_id, key_id)
    return answer(key_json(row))


@router.post(
    "/keys/{key_id}/rotate",
    summary="Rotate a key",
    status_code=201,
    response_model=management.NewKey,
    responses=errors(NOT_FOUND, CONFLICT, body=True),
)
def rotate_key(
    key_id: KeyId, caller: Administrator, service: ServiceOf, rotation: requests.Rotation | None = None
) -> Response:
    """Make a successor with the same name and scopes; the old key goes on working for `overlap_s` seconds."""
    overlap = timedelta(seconds=(rotation or requests.Rotation()).overlap_s)
    with service.database.transaction() as session:
        made = tenants.rotate_key(session, caller.tenant_id, key_id, overlap=overlap, actor=caller.key_id)
    service.ring.forget(key_id)
    return answer(key_json(made.row) | {"key": made.text}, 201, {"location": f"/v1/keys/{made.row.id}"})


@router.delete("/keys/{key_id}", summary="Revoke a key", response_model=management.Key, responses=errors(NOT_FOUND))
def revoke_key(key_id: KeyId, caller: Administrator, service: ServiceOf) -> Response:
    """Make a key useless: here at once, in other API processes within two seconds. Revoking twice is no error."""
    with service.database.transaction() as session:
        row = tenants.revoke_key(session, caller.tenant_id, key_id, actor=caller.key_id)
    service.ring.forget(key_id)
    return answer(key_json(row))
