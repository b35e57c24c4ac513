"""The door of /v1: nothing behind it is reached without a valid key, no body is read before, and none beyond its size.

The gate is ASGI middleware, not a dependency of each endpoint, so an endpoint that forgets to ask for a key is closed rather
than open. What a key may do is then asked for by the endpoints, by scope.

A key that was found valid is believed for a moment without asking the database again. One that is revoked through this
process is forgotten at once; through another, within that moment.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from grader.api.limits import RateLimit, body_limit, bounded_receive
from grader.api.problems import FORBIDDEN, UNAUTHENTICATED, Problem, problem_of
from grader.statuses import Scope as KeyScope
from grader.store import Database, tenants
from grader.store.tenants import Caller

#: What lies behind the gate, and what of it is open all the same.
PREFIX: Final = "/v1/"
OPEN_PATHS: Final = frozenset({"/v1/openapi.json"})

#: How long a valid key is believed without asking the database again, seconds.
TRUSTED_S: Final = 2.0
#: How often the last use of a key is written down by one process, seconds.
_NOTE_USE_S = 60.0
_MOST_KEYS = 10_000
_KEY_FORM = re.compile(r"tg_[A-Za-z0-9_-]{43}")
_CHALLENGE = {"www-authenticate": "Bearer"}
#: What every answer says unless its endpoint says otherwise: nothing in between keeps it, no browser guesses at it.
_ALWAYS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class KeyRing:
    """Tells who holds a key, with a short memory. Safe to use from many threads."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[Caller, float]] = OrderedDict()
        self._noted: dict[str, float] = {}

    def recall(self, key_text: str) -> Caller | None:
        """Who holds the key, if that was found a moment ago."""
        with self._lock:
            caller, until = self._known.get(tenants.digest_of(key_text), (None, 0.0))
        return caller if self._clock() < until else None

    def look_up(self, key_text: str) -> Caller | None:
        """Who holds the key; None if nobody does now. Asks the database.

        Raises:
            StoreUnavailableError: the database cannot be reached.
        """
        with self._database.reading() as session:
            caller = tenants.authenticate(session, key_text)
        if caller is None:
            return None
        self._note_use(caller.key_id)
        with self._lock:
            digest = tenants.digest_of(key_text)
            self._known[digest] = (caller, self._clock() + TRUSTED_S)
            self._known.move_to_end(digest)
            if len(self._known) > _MOST_KEYS:
                self._known.popitem(last=False)
        return caller

    def forget(self, key_id: str) -> None:
        """Believe a key no longer: it was revoked, or its time was cut."""
        with self._lock:
            for digest in [digest for digest, (caller, _) in self._known.items() if caller.key_id == key_id]:
                del self._known[digest]

    def _note_use(self, key_id: str) -> None:
        now = self._clock()
        with self._lock:
            if now - self._noted.get(key_id, float("-inf")) < _NOTE_USE_S:
                return
            self._noted[key_id] = now
        with self._database.transaction() as session:
            tenants.note_key_used(session, key_id)


class Gate:
    """ASGI middleware: asks for a key, counts requests, and puts the caller into the request's state.

    Args:
        app: what lies behind.
        ring: who holds which key.
        writes: limit on what changes something, for each key.
        reads: limit on everything else.
    """

    def __init__(self, app: ASGIApp, *, ring: KeyRing, writes: RateLimit, reads: RateLimit) -> None:
        self._app = app
        self._ring = ring
        self._writes = writes
        self._reads = reads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not _is_behind(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            caller = await self._caller(headers.get("authorization"))
            limit = self._reads if scope["method"] in _READING else self._writes
            quota = limit.charge(caller.key_id)
            receive = bounded_receive(receive, headers, body_limit(scope["path"]))
        except Exception as error:  # noqa: BLE001 - no handler stands before this middleware; problem_of logs the unforeseen
            await problem_of(error).response()(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, receive, _with_headers(send, _ALWAYS | quota))

    async def _caller(self, authorization: str | None) -> Caller:
        if authorization is None:
            raise Problem(UNAUTHENTICATED, "send your key: Authorization: Bearer KEY", headers=_CHALLENGE)
        scheme, _, text = authorization.partition(" ")
        text = text.strip()
        if scheme.lower() == "bearer" and _KEY_FORM.fullmatch(text):
            caller = self._ring.recall(text) or await run_in_threadpool(self._ring.look_up, text)
            if caller is not None:
                return caller
        raise Problem(
            UNAUTHENTICATED,
            "this key is unknown, revoked or expired",
            headers={"www-authenticate": 'Bearer error="invalid_token"'},
        )


def _is_behind(path: str) -> bool:
    return path.startswith(PREFIX) and path not in OPEN_PATHS


def _with_headers(send: Send, headers: dict[str, str]) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = MutableHeaders(scope=message)
            for name, value in headers.items():
                present.setdefault(name, value)
        await send(message)

    return send_with_headers


@dataclass(frozen=True)
class CallerWith:
    """A dependency that gives the caller, if its key has one of `scopes`; any key if there are none."""

    scopes: tuple[KeyScope, ...]

    async def __call__(self, request: Request) -> Caller:
        """The caller.

        Raises:
            Problem: the key has none of the scopes.
        """
        caller: Caller = request.state.caller
        if self.scopes and not caller.scopes.intersection(self.scopes):
            raise Problem(
                FORBIDDEN,
                f"this needs a key with scope {' or '.join(self.scopes)}",
                headers={"www-authenticate": f'Bearer error="insufficient_scope", scope="{" ".join(self.scopes)}"'},
                scopes=list(self.scopes),
            )
        return caller


def _caller_with(*scopes: KeyScope) -> Any:
    return Depends(CallerWith(scopes))


AnyCaller = Annotated[Caller, _caller_with()]
Submitter = Annotated[Caller, _caller_with(KeyScope.SUBMIT)]
SubmissionReader = Annotated[Caller, _caller_with(KeyScope.SUBMIT, KeyScope.REJUDGE, KeyScope.ADMIN)]
Author = Annotated[Caller, _caller_with(KeyScope.AUTHOR)]
VersionReader = Annotated[Caller, _caller_with(KeyScope.AUTHOR, KeyScope.REJUDGE)]
Rejudger = Annotated[Caller, _caller_with(KeyScope.REJUDGE)]
Administrator = Annotated[Caller, _caller_with(KeyScope.ADMIN)]
DeliveryReader = Annotated[Caller, _caller_with(KeyScope.SUBMIT, KeyScope.ADMIN)]
