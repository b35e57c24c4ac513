"""Every error as `application/problem+json` (RFC 9457), with a reason that says what to do.

`KINDS` is the whole list; the reference in docs/api.md is made from it. What a caller sent is never repeated beyond a name,
and what broke inside is never shown: it is in the log, under the incident's number.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from grader.cleaning import clean_text
from grader.errors import ExerciseError
from grader.store import (
    ConflictError,
    IdempotencyMismatchError,
    InvalidCursorError,
    NotFoundError,
    StoreUnavailableError,
)

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
_TYPE_PREFIX = "urn:torchgrader:problem:"
#: When to come back while the database is away, seconds.
_UNAVAILABLE_S = 2
_SHOWN_ERRORS = 20


@dataclass(frozen=True)
class Kind:
    """One kind of problem: the last part of its `type`, its status, its title, and when it happens."""

    name: str
    status: int
    title: str
    when: str

    @property
    def type(self) -> str:
        """The problem's `type`, a URI that stays the same."""
        return _TYPE_PREFIX + self.name


BAD_REQUEST = Kind("bad-request", 400, "The request cannot be read", "The body is no JSON, or a header is malformed.")
UNAUTHENTICATED = Kind(
    "unauthenticated", 401, "A valid key is needed", "There is no key, or it is unknown, revoked or expired."
)
FORBIDDEN = Kind("forbidden", 403, "The key may not do this", "The key lacks the scope that is named.")
NOT_FOUND = Kind("not-found", 404, "There is nothing here", "No such row, or it is another tenant's.")
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed", 405, "This cannot be done here", "The path exists, but not for this method."
)
CONFLICT = Kind("conflict", 409, "The state does not allow this", "For example, a set that is not ready is applied.")
TOO_LARGE = Kind("too-large", 413, "The body is too large", "It is larger than this endpoint takes; it was not read.")
UNSUPPORTED_MEDIA_TYPE = Kind(
    "unsupported-media-type", 415, "The body is of another type", "The content type is not what the endpoint takes."
)
INVALID = Kind("invalid", 422, "The request is not valid", "`errors` says which values, and why.")
UNKNOWN_EXERCISE = Kind("unknown-exercise", 422, "There is no such exercise", "A submission names an unknown exercise.")
INVALID_EXERCISE = Kind("invalid-exercise", 422, "This is no valid exercise", "An archive breaks the format.")
INVALID_CURSOR = Kind("invalid-cursor", 422, "The cursor is not ours", "Cursors are used as they were handed out.")
DEVICE_NOT_LISTED = Kind(
    "device-not-listed", 422, "The exercise is not for this device", "The `devices` of the exercise do not name it."
)
DEVICE_UNAVAILABLE = Kind(
    "device-unavailable", 422, "Nothing grades on this device", "No worker of this deployment serves the device."
)
CALLBACK_REFUSED = Kind(
    "callback-refused", 422, "The callback URL is refused", "It is malformed, or its address is not public."
)
KEY_REUSED = Kind(
    "idempotency-key-reused", 422, "The Idempotency-Key was used before", "The same key came with another request."
)
RATE_LIMITED = Kind("rate-limited", 429, "Too many requests", "`Retry-After` says how many seconds to wait.")
INTERNAL = Kind("internal", 500, "Something broke here", "A fault of ours; `incident` finds it in the log.")
QUEUE_FULL = Kind("queue-full", 503, "The queue is full", "Nothing was stored; `Retry-After` says when to come back.")
UNAVAILABLE = Kind(
    "unavailable",
    503,
    "The database cannot be reached",
    "Come back after `Retry-After`, with the same Idempotency-Key.",
)

KINDS: Final = (
    BAD_REQUEST,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    CONFLICT,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID,
    UNKNOWN_EXERCISE,
    INVALID_EXERCISE,
    INVALID_CURSOR,
    DEVICE_NOT_LISTED,
    DEVICE_UNAVAILABLE,
    CALLBACK_REFUSED,
    KEY_REUSED,
    RATE_LIMITED,
    INTERNAL,
    QUEUE_FULL,
    UNAVAILABLE,
)
_BY_STATUS: Final = {
    400: BAD_REQUEST,
    401: UNAUTHENTICATED,
    403: FORBIDDEN,
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
    409: CONFLICT,
    413: TOO_LARGE,
    415: UNSUPPORTED_MEDIA_TYPE,
    422: INVALID,
    429: RATE_LIMITED,
    503: UNAVAILABLE,
}


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """An answer that says what is wrong.

    Args:
        kind: one of `KINDS`.
        detail: a sentence for a person.
        headers: such as `Retry-After`.
        members: more members of the object.
    """

    def __init__(self, kind: Kind, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members
        super().__init__(detail)

    def response(self) -> Response:
        """The problem as a response."""
        content = {"type": self.kind.type, "title": self.kind.title, "status": self.kind.status, "detail": self.detail}
        body = json.dumps(content | self.members, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"cache-control": "no-store"} | self.headers
        return Response(body, status_code=self.kind.status, media_type=MEDIA_TYPE, headers=headers)


def pointed(pointer: str, detail: str) -> list[dict[str, str]]:
    """The member `errors` for one value of the body, named by a JSON pointer."""
    return [{"pointer": pointer, "detail": detail}]


def problem_of(error: Exception) -> Problem:
    """The problem that an exception of ours is shown as; `internal` for one that we did not foresee."""
    if isinstance(error, Problem):
        return error
    for kind, translate in _TRANSLATIONS:
        if isinstance(error, kind):
            return translate(error)
    incident = secrets.token_hex(8)
    log.error("incident %s: a request broke with %s", incident, type(error).__name__, exc_info=error)
    return Problem(INTERNAL, "a fault of ours, which is logged: try again later", incident=incident)


def _said(kind: Kind) -> Callable[[Any], Problem]:
    """The error's own words, which are ours."""
    return lambda error: Problem(kind, clean_text(str(error), 500))


def _from_cursor(error: InvalidCursorError) -> Problem:
    return Problem(INVALID_CURSOR, str(error), errors=[{"parameter": "cursor", "detail": str(error)}])


def _from_reuse(_error: IdempotencyMismatchError) -> Problem:
    return Problem(KEY_REUSED, "the Idempotency-Key was used for a different request: send a new key")


def _from_store(error: StoreUnavailableError) -> Problem:
    log.warning("a request was not answered: %s", error)
    return Problem(UNAVAILABLE, "try again in a moment, it may succeed", headers={"retry-after": str(_UNAVAILABLE_S)})


def _from_exercise(error: ExerciseError) -> Problem:
    return Problem(
        INVALID_EXERCISE, clean_text(str(error), 500), file=clean_text(error.file, 200), key=clean_text(error.key, 200)
    )


def _from_starlette(error: HTTPException) -> Problem:
    kind = _BY_STATUS.get(error.status_code, BAD_REQUEST)
    detail = str(error.detail) if error.detail else HTTPStatus(kind.status).phrase
    if kind is TOO_LARGE:
        detail = "send less: the body is larger than this endpoint takes"
    return Problem(kind, detail, headers=error.headers)


def _invalid(error: RequestValidationError) -> Problem:
    if isinstance(error.body, bytes):
        # FastAPI hands on a body that does not say it is JSON as it came.
        return Problem(UNSUPPORTED_MEDIA_TYPE, "send JSON, with the header content-type: application/json")
    found = error.errors()
    kinds = {str(part["type"]) for part in found}
    places = {str(part["loc"][0]) for part in found}
    if "json_invalid" in kinds:
        return Problem(BAD_REQUEST, f"the body is no JSON: {clean_text(str(found[0]['ctx']['error']), 100)}")
    if places == {"path"}:
        return Problem(NOT_FOUND, "no id or name looks like this")
    errors = [_shown(part) for part in found[:_SHOWN_ERRORS]]
    first = errors[0]
    where = first.get("pointer") or first.get("parameter") or first.get("header") or "the body"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return Problem(INVALID, f"{where}: {first['detail']}{more}", errors=errors)


def _shown(part: Mapping[str, Any]) -> dict[str, str]:
    """One validation error, without the value that caused it."""
    place, *path = part["loc"]
    detail = clean_text(str(part["msg"]).removeprefix("Value error, "), 300)
    if place == "body":
        return {"pointer": _pointer(path), "detail": detail}
    name = clean_text(str(path[0]) if path else "", 100)
    return {"header" if place == "header" else "parameter": name, "detail": detail}


def _pointer(path: Sequence[Any]) -> str:
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return clean_text("".join(f"/{part}" for part in escaped), 200)


#: What each foreseen exception is shown as.
_TRANSLATIONS: Final[tuple[tuple[type[Exception], Callable[[Any], Problem]], ...]] = (
    (NotFoundError, _said(NOT_FOUND)),
    (IdempotencyMismatchError, _from_reuse),
    (InvalidCursorError, _from_cursor),
    (ConflictError, _said(CONFLICT)),
    (StoreUnavailableError, _from_store),
    (ExerciseError, _from_exercise),
    (RequestValidationError, _invalid),
    (HTTPException, _from_starlette),
)


async def _answer(_request: Request, error: Exception) -> Response:
    return problem_of(error).response()


def install(app: FastAPI, methods: Mapping[str, str]) -> None:
    """Have `app` answer every error as a problem.

    Args:
        methods: path of a route -> the methods that it has, for the header `Allow`.
    """

    async def answer_http(request: Request, error: Exception) -> Response:
        response = problem_of(error).response()
        path = getattr(request.scope.get("route"), "path", "")
        if response.status_code == METHOD_NOT_ALLOWED.status and path in methods:
            response.headers["allow"] = methods[path]
        return response

    app.add_exception_handler(Problem, _answer)
    for error, _ in _TRANSLATIONS:
        app.add_exception_handler(error, _answer)
    app.add_exception_handler(HTTPException, answer_http)
    app.add_exception_handler(Exception, _answer)
