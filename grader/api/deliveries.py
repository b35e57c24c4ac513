"""Webhook messages: the log, sending again, and the secrets they are signed with."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from grader.api.answering import answer
from grader.api.documentation import COMMON, errors
from grader.api.gate import Administrator, DeliveryReader
from grader.api.parameters import DeliveryId, DeliveryQuery, SecretId
from grader.api.problems import CONFLICT, NOT_FOUND
from grader.api.service import ServiceOf
from grader.schemas import management, requests
from grader.schemas.rendering import delivery_json, secret_json, try_json
from grader.store import deliveries

router = APIRouter(prefix="/v1", tags=["deliveries"], responses=errors(*COMMON))


@router.get("/deliveries", summary="List webhook messages", response_model=management.DeliveryPage)
def list_deliveries(caller: DeliveryReader, service: ServiceOf, query: Annotated[DeliveryQuery, Query()]) -> Response:
    """The tenant's webhook messages, newest first."""
    with service.database.reading() as session:
        page = deliveries.list_page(
            session,
            caller.tenant_id,
            submission_id=query.submission,
            status=query.status,
            cursor=query.cursor,
            limit=query.limit,
        )
    return answer({"items": [delivery_json(row) for row in page.items], "next_cursor": page.next_cursor})


@router.get(
    "/deliveries/{delivery_id}",
    summary="Look at a webhook message",
    response_model=management.Delivery,
    responses=errors(NOT_FOUND),
)
def read_delivery(delivery_id: DeliveryId, caller: DeliveryReader, service: ServiceOf) -> Response:
    """A message with its body and every try: when, how long, which status code or error."""
    with service.database.reading() as session:
        row = deliveries.get(session, caller.tenant_id, delivery_id)
        tries = deliveries.list_tries(session, delivery_id)
    body = None if row.body is None else json.loads(row.body)
    return answer(delivery_json(row) | {"body": body, "log": [try_json(each) for each in tries]})


@router.post(
    "/deliveries/{delivery_id}/redeliver",
    summary="Send a message again",
    status_code=202,
    response_model=management.DeliverySummary,
    responses=errors(NOT_FOUND),
)
def redeliver(delivery_id: DeliveryId, caller: DeliveryReader, service: ServiceOf) -> Response:
    """Send a message once more, whatever became of it, under the same id."""
    with service.database.transaction() as session:
        row = deliveries.redeliver(session, caller.tenant_id, delivery_id, actor=caller.key_id)
    return answer(delivery_json(row), 202)


@router.get("/webhook-secrets", summary="List signing secrets", response_model=management.WebhookSecretList)
def list_secrets(caller: Administrator, service: ServiceOf) -> Response:
    """The secrets that messages are signed with now, newest first. Each message carries a signature for each of them."""
    with service.database.reading() as session:
        rows = deliveries.list_secrets(session, caller.tenant_id)
    return answer({"items": [secret_json(row) for row in rows]})


@router.post(
    "/webhook-secrets",
    summary="Make a signing secret",
    status_code=201,
    response_model=management.NewWebhookSecret,
    responses=errors(body=True),
)
def create_secret(caller: Administrator, service: ServiceOf, rotation: requests.Rotation | None = None) -> Response:
    """Make a secret; those before it stay valid for a while. Its text is in this answer and nowhere else."""
    overlap = timedelta(seconds=(rotation or requests.Rotation()).overlap_s)
    with service.database.transaction() as session:
        row = deliveries.create_secret(session, caller.tenant_id, overlap=overlap, actor=caller.key_id)
    return answer(secret_json(row) | {"secret": row.secret}, 201)


@router.delete(
    "/webhook-secrets/{secret_id}",
    summary="Revoke a signing secret",
    status_code=204,
    response_class=Response,
    responses=errors(NOT_FOUND, CONFLICT),
)
def revoke_secret(secret_id: SecretId, caller: Administrator, service: ServiceOf) -> Response:
    """Sign no more with a secret, at once. The last one cannot be revoked: make another first."""
    with service.database.transaction() as session:
        deliveries.revoke_secret(session, caller.tenant_id, secret_id, actor=caller.key_id)
    return Response(status_code=204)
