"""What the OpenAPI document says beyond the endpoints' own signatures: errors, the key, and how to begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from grader.api.gate import OPEN_PATHS, PREFIX
from grader.api.problems import (
    BAD_REQUEST,
    FORBIDDEN,
    INTERNAL,
    INVALID,
    MEDIA_TYPE,
    RATE_LIMITED,
    TOO_LARGE,
    UNAUTHENTICATED,
    UNAVAILABLE,
    UNSUPPORTED_MEDIA_TYPE,
    Kind,
)
from grader.schemas.answers import ProblemBody, SubmissionEvent

TITLE: Final = "torchgrader"
DESCRIPTION: Final = """\
Grades PyTorch exercises. A learner's program runs in a sandbox; what it showed is judged outside.

Send a key with every request: `Authorization: Bearer KEY`. Every error is `application/problem+json`; its `type` is one of \
those listed in the reference and does not change. Lists come in pages: pass `next_cursor` back as `cursor` until it is null. \
Times are UTC.
"""
TAGS: Final = (
    ("submissions", "Send programs, wait for verdicts, follow what happens."),
    ("exercises", "What there is to solve; for authors also versions, publishing and activating."),
    ("rejudgings", "Grade many submissions again: run, inspect, apply or cancel."),
    ("deliveries", "Webhook messages: the log, sending again, the secrets they are signed with."),
    ("keys", "API keys of the tenant."),
    ("care", "What people do by hand: verdicts, retries, erasing a learner's data, the audit log."),
    ("operations", "For load balancers and monitoring. No key is needed."),
)

#: What every endpoint behind the gate may answer.
COMMON: Final = (UNAUTHENTICATED, FORBIDDEN, INVALID, RATE_LIMITED, INTERNAL, UNAVAILABLE)
#: What every endpoint that reads a body may answer besides.
WITH_BODY: Final = (BAD_REQUEST, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE)
_RETRIED = frozenset({429, 503})


def errors(*kinds: Kind, body: bool = False) -> dict[int | str, dict[str, Any]]:
    """The documentation of answers that are problems, by status.

    Args:
        body: the endpoint reads a body.
    """
    shared = (INVALID, UNAVAILABLE)
    all_kinds = (*kinds, *WITH_BODY) if body else kinds
    # Two kinds may share a status; one that all endpoints share must not vanish behind an endpoint's own.
    statuses = {kind.status for kind in all_kinds}
    all_kinds = (*(kind for kind in shared if kind.status in statuses and kind not in all_kinds), *all_kinds)
    by_status: dict[int | str, list[Kind]] = {}
    for kind in all_kinds:
        by_status.setdefault(kind.status, []).append(kind)
    return {
        status: {"model": ProblemBody, "description": " ".join(f"`{kind.name}`: {kind.when}" for kind in same)}
        for status, same in by_status.items()
    }


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of `app`, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in TAGS],
        )
        for path, operations in document["paths"].items():
            for operation in operations.values():
                _complete(path, operation)
        document["components"].setdefault("securitySchemes", {})["key"] = {
            "type": "http",
            "scheme": "bearer",
            "description": "A key from `grader key create` or `POST /v1/keys`.",
        }
        _add_models(document, SubmissionEvent)
        app.openapi_schema = document
    return app.openapi_schema


def _add_models(document: dict[str, Any], *models: type[BaseModel]) -> None:
    """Add the schemas of what no endpoint answers as a whole."""
    known = document["components"]["schemas"]
    for model in models:
        described = model.model_json_schema(ref_template="#/components/schemas/{model}")
        known.update(described.pop("$defs", {}))
        known[model.__name__] = described


#: One server-sent event, in the words of OpenAPI 3.2.
EVENT_STREAM: Final[dict[str, Any]] = {
    "text/event-stream": {
        "itemSchema": {
            "type": "object",
            "required": ["data"],
            "properties": {
                "id": {"type": "string", "description": "Send the last one as `Last-Event-ID` to go on after it."},
                "event": {"type": "string"},
                "data": {
                    "type": "string",
                    "contentMediaType": "application/json",
                    "contentSchema": {"$ref": "#/components/schemas/SubmissionEvent"},
                },
            },
        }
    }
}


def _complete(path: str, operation: dict[str, Any]) -> None:
    if path.startswith(PREFIX) and path not in OPEN_PATHS:
        operation["security"] = [{"key": []}]
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if _is_problem(content):
            response["content"] = {MEDIA_TYPE: content["application/json"]}
            if int(status) in _RETRIED:
                response["headers"] = {
                    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
                }


def _is_problem(content: Mapping[str, Any]) -> bool:
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    return bool(reference.endswith(f"/{ProblemBody.__name__}"))
