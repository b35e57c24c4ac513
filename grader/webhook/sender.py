"""Sends what is due. One thread claims, a loop of its own sends many messages side by side.

A claim lasts longer than a try may, so no message is sent twice at a time; a process that dies leaves its claims behind,
and they are due again when their time is over. A receiver that hangs holds a few of the places, never all of them.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from grader.deployment import Deployment
from grader.schemas.rendering import attempt_json, code_of, instant
from grader.store import NotFoundError, Session, StoreUnavailableError, deliveries, submissions
from grader.store.deliveries import DueDelivery, TryOutcome
from grader.webhook import schedule, signing
from grader.webhook.addresses import RefusedAddressError, Target, UnresolvedNameError, parse_target, resolve

log = logging.getLogger(__name__)

#: Messages under way at a time, and of those to one host.
PLACES = 32
PLACES_PER_HOST = 4
#: The longest that a try may take, from resolving the name to the status code.
TRY_S = 15.0
#: A claim outlives the longest try and its bookkeeping.
_CLAIM_S = 30.0
_BUSY_HOST_PAUSE_S = 1.0
_LAST_TRIES_S = 5.0
_RESOLVERS = 8
_RECORDERS = 4
_USER_AGENT = "torchgrader"


@dataclass(frozen=True)
class _Message:
    """One claimed message, ready to be sent."""

    due: DueDelivery
    body: bytes
    secrets: tuple[str, ...]
    target: Target | None
    refused: str | None


class WebhookSender:
    """Sends the webhook messages of a deployment.

    Any number of processes may run one; each message is claimed by one of them at a time.
    """

    def __init__(self, deployment: Deployment) -> None:
        self._database = deployment.database
        self._allowed = deployment.settings.callback_networks
        self._lock = threading.Lock()
        self._under_way: set[Future[None]] = set()
        self._hosts: Counter[str] = Counter()
        self._resolvers = ThreadPoolExecutor(_RESOLVERS, "webhook-resolver")
        self._recorders = ThreadPoolExecutor(_RECORDERS, "webhook-recorder")
        self._loop = asyncio.new_event_loop()
        # The environment may name a certificate file, but no proxy: a proxy would choose the address to connect to.
        # Connections are not kept: one that was opened for a name would be used for another with the same address.
        self._client = httpx.AsyncClient(
            verify=httpx.create_ssl_context(trust_env=True),
            trust_env=False,
            follow_redirects=False,
            timeout=TRY_S,
            limits=httpx.Limits(max_connections=PLACES, max_keepalive_connections=0),
            headers={"user-agent": _USER_AGENT},
        )
        self._thread = threading.Thread(target=self._loop.run_forever, name="webhook-loop", daemon=True)
        self._thread.start()

    def run_once(self) -> int:
        """Claim what is due and begin to send it; returns how many messages were claimed.

        Raises:
            StoreUnavailableError: the database cannot be reached.
        """
        with self._lock:
            free = PLACES - len(self._under_way)
        if free <= 0:
            return 0
        with self._database.transaction() as session:
            due = deliveries.claim_due(session, limit=free, claim_s=_CLAIM_S)
            messages = [self._prepare(session, each) for each in due]
        for message in messages:
            if message is not None:
                self._begin(message)
        return len(due)

    def wait_until_idle(self, timeout_s: float) -> bool:
        """Wait until nothing is under way; False if something still is after `timeout_s` seconds."""
        with self._lock:
            under_way = set(self._under_way)
        return not wait_for(under_way, timeout=timeout_s).not_done

    def close(self) -> None:
        """Let the tries under way end, or break them off after some seconds: they will be due again."""
        self.wait_until_idle(_LAST_TRIES_S)
        with self._lock:
            for future in self._under_way:
                future.cancel()
        asyncio.run_coroutine_threadsafe(self._client.aclose(), self._loop).result(_LAST_TRIES_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._resolvers.shutdown(wait=False, cancel_futures=True)
        self._recorders.shutdown(wait=True)

    def _prepare(self, session: Session, due: DueDelivery) -> _Message | None:
        """Everything that sending needs, while there is a session; None if the data was erased in the meantime."""
        body = due.body
        if body is None:
            try:
                body = _first_body(session, due)
            except NotFoundError:
                return None
            deliveries.keep_body(session, due.id, body)
        secrets = tuple(row.secret for row in deliveries.ensure_secret(session, due.tenant_id))
        try:
            target, refused = parse_target(due.url), None
        except RefusedAddressError as error:
            target, refused = None, str(error)
        return _Message(due, body.encode(), secrets, target, refused)

    def _begin(self, message: _Message) -> None:
        host = message.target.host if message.target is not None else ""
        with self._lock:
            if self._hosts[host] >= PLACES_PER_HOST:
                postponed = True
            else:
                postponed = False
                self._hosts[host] += 1
                future = asyncio.run_coroutine_threadsafe(self._deliver(message), self._loop)
                self._under_way.add(future)
        if postponed:
            later = datetime.now(UTC) + timedelta(seconds=_BUSY_HOST_PAUSE_S)
            with self._database.transaction() as session:
                deliveries.postpone(session, message.due, later)
            return
        future.add_done_callback(lambda ended: self._end(ended, host))

    def _end(self, future: Future[None], host: str) -> None:
        with self._lock:
            self._under_way.discard(future)
            self._hosts[host] -= 1
            if self._hosts[host] <= 0:
                del self._hosts[host]
        if not future.cancelled() and (error := future.exception()) is not None:
            log.error("a webhook message was not settled and will be sent again: %s", error, exc_info=error)

    async def _deliver(self, message: _Message) -> None:
        begun, at = time.monotonic(), datetime.now(UTC)
        status, error, retry_after, final = None, None, None, False
        try:
            async with asyncio.timeout(TRY_S):
                status, retry_after = await self._send(message)
        except RefusedAddressError as refusal:
            error, final = str(refusal), True
        except UnresolvedNameError as trouble:
            error = str(trouble)
        except TimeoutError:
            error = f"no answer within {TRY_S:g} seconds"
        except (httpx.HTTPError, httpx.StreamError, OSError, ValueError) as trouble:
            error = f"{type(trouble).__name__}: {trouble}" if str(trouble) else type(trouble).__name__
        outcome = TryOutcome(at, (time.monotonic() - begun) * 1000, status, error or _explained(status))
        now = datetime.now(UTC)
        following = None if final else schedule.next_try(status, message.due.tries, now=now, retry_after=retry_after)
        await self._loop.run_in_executor(self._recorders, self._record, message.due, outcome, following)

    async def _send(self, message: _Message) -> tuple[int, str | None]:
        """Send one message to the address that its host resolves to now; the status code and `Retry-After`."""
        target = message.target
        if target is None:
            raise RefusedAddressError(message.refused or "")
        address = await resolve(target, self._allowed, self._resolvers)
        timestamp = int(time.time())
        headers = signing.headers(message.secrets, message.due.id, timestamp, message.body)
        request = self._client.build_request(
            "POST",
            target.url.copy_with(host=str(address)),
            content=message.body,
            headers=headers | {"host": target.url.netloc.decode("ascii")},
            # The certificate must be the name's, whatever address it has.
            extensions={"sni_hostname": target.host, "timeout": httpx.Timeout(TRY_S).as_dict()},
        )
        response = await self._client.send(request, stream=True)
        # What the receiver says besides its status is not read: it could be endless, and it could be somebody's secret.
        await response.aclose()
        return response.status_code, response.headers.get("retry-after")

    def _record(self, due: DueDelivery, outcome: TryOutcome, following: datetime | None) -> None:
        try:
            self._database.run(lambda session: deliveries.record_try(session, due, outcome, next_try_at=following))
        except StoreUnavailableError as error:
            log.warning("delivery %s: the try is not recorded, it will be sent again: %s", due.id, error)
            return
        log.info(
            "webhook tried",
            extra={"delivery": due.id, "submission": due.submission_id, "status": outcome.status_code},
        )


def _explained(status: int | None) -> str | None:
    if status is None or 200 <= status < 300:  # noqa: PLR2004 - the statuses of success
        return None
    if 300 <= status < 400:  # noqa: PLR2004 - the statuses of redirection
        return "redirects are not followed: give the address that they lead to"
    return None


def _first_body(session: Session, due: DueDelivery) -> str:
    """The body of a message, made at its first try and kept."""
    submission = submissions.get(session, due.tenant_id, due.submission_id)
    attempt = submissions.get_attempt(session, due.tenant_id, due.submission_id, due.attempt_id)
    shown = attempt_json(attempt, submission.slug, submission.locale)
    data: dict[str, Any] = {
        "id": submission.id,
        "exercise": submission.slug,
        "exercise_version": attempt.version,
        "learner": submission.learner,
        "verdict": attempt.verdict,
        "code": code_of(attempt.verdict),
        "score": attempt.score,
        "diagnosis": shown["diagnosis"],
        "attempt": {"id": attempt.id, "number": attempt.number, "origin": attempt.origin.value},
        "finished_at": instant(attempt.finished_at),
        "url": f"/v1/submissions/{submission.id}",
    }
    return json.dumps({"type": due.kind, "timestamp": instant(due.created_at), "data": data}, separators=(",", ":"))
