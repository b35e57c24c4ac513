"""What the OpenAPI document says beyond the endpoints' own signatures: errors, the key, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel

from grader.api.gate import CallerWith
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
from grader.schemas import answers
from grader.schemas.answers import SubmissionEvent
from grader.schemas.examples import EXAMPLES
from grader.schemas.management import WebhookMessage
from grader.schemas.rendering import CODES
from grader.statuses import Scope

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


def _header(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "description": text, "schema": {"type": "string"}}


#: What is sent to a `callback_url`, after https://www.standardwebhooks.com.
_WEBHOOKS: Final[dict[str, Any]] = {
    "submission": {
        "post": {
            "summary": "A verdict, sent to the submission's `callback_url`",
            "description": "`submission.graded` announces the first verdict, or one after a retry; `submission.regraded` one "
            "that was replaced by a rejudging or by hand. A message comes again, under the same `webhook-id`, until it is "
            "answered 2xx: at first after seconds, at last after a day.",
            "parameters": [
                _header("webhook-id", "The message's id, the same over all tries: process each id once."),
                _header("webhook-timestamp", "Unix time of this try, in seconds."),
                _header(
                    "webhook-signature",
                    "`v1,` and base64 of the HMAC-SHA256 over `id.timestamp.body`; one for each "
                    "secret that is valid now, with spaces between.",
                ),
            ],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookMessage"}}},
            },
            "responses": {
                "2XX": {"description": "Taken: the message is settled."},
                "410": {"description": "Not wanted: the message is given up."},
            },
        }
    }
}

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
        status: {"model": answers.Problem, "description": " ".join(f"`{kind.name}`: {kind.when}" for kind in same)}
        for status, same in by_status.items()
    }


def describe(app: FastAPI, routers: Sequence[APIRouter]) -> dict[str, Any]:
    """The OpenAPI document of `app`, made once.

    Args:
        routers: those of the app; their endpoints say which scopes they ask for.
    """
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in TAGS],
        )
        _complete(document["paths"], routers)
        document["components"].setdefault("securitySchemes", {})["key"] = {
            "type": "http",
            "scheme": "bearer",
            "description": "A key from `grader key create` or `POST /v1/keys`; what is listed are its scopes.",
        }
        _add_models(document, SubmissionEvent, WebhookMessage)
        for name, example in EXAMPLES.items():
            document["components"]["schemas"][name]["examples"] = [example]
        document["webhooks"] = _WEBHOOKS
        app.openapi_schema = _with_named_enums(document)
    return app.openapi_schema


def _with_named_enums(document: dict[str, Any]) -> dict[str, Any]:
    """The same document, with each list of verdicts and codes written once, under a name."""
    named = {"Verdict": list(CODES), "Code": list(CODES.values())}
    values = {frozenset(words): {"$ref": f"#/components/schemas/{name}"} for name, words in named.items()}

    def replaced(node: Any) -> Any:
        if isinstance(node, list):
            return [replaced(each) for each in node]
        if not isinstance(node, dict):
            return node
        words = node.get("enum")
        if isinstance(words, list) and frozenset(words) in values:
            return values[frozenset(words)] | {key: node[key] for key in ("title", "description") if key in node}
        return {key: replaced(value) for key, value in node.items()}

    found: dict[str, Any] = replaced(document)
    for name, words in named.items():
        found["components"]["schemas"][name] = {"type": "string", "enum": words, "title": name}
    return found


def _complete(paths: dict[str, Any], routers: Sequence[APIRouter]) -> None:
    """Add to each operation what its signature does not say."""
    for router in routers:
        for route in router.routes:
            if not isinstance(route, APIRoute):
                continue
            for method in route.methods or ():
                operation = paths[route.path][method.lower()]
                scopes = _scopes_of(route)
                if scopes is not None:
                    # Each alternative is a requirement of its own: one of them is enough.
                    operation["security"] = [{"key": [scope.value]} for scope in scopes] or [{"key": []}]
                if not scopes:
                    operation["responses"].pop(str(FORBIDDEN.status), None)
                operation["responses"] = {
                    status: _as_problem(status, response) for status, response in sorted(operation["responses"].items())
                }


def _scopes_of(route: APIRoute) -> tuple[Scope, ...] | None:
    """The scopes of which a key needs one, empty if any key will do; None for an endpoint without a key."""
    for dependency in route.dependant.dependencies:
        if isinstance(dependency.call, CallerWith):
            return dependency.call.scopes
    return None


def _as_problem(status: str, response: dict[str, Any]) -> dict[str, Any]:
    """The documentation of one answer, with the media type of problems if it is one."""
    content = response.get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    if not reference.endswith(f"/{answers.Problem.__name__}"):
        return response
    response = response | {"content": {MEDIA_TYPE: content["application/json"]}}
    if int(status) in _RETRIED:
        seconds = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
        response["headers"] = {"Retry-After": seconds}
    return response


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
