"""Waiting for a verdict, and following what happens to a submission, without holding a thread or a connection.

A waiting request is a coroutine that the event feed wakes; only then does it read, in a pool thread, for a moment.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from grader.api.service import Service
from grader.models import Attempt, Submission
from grader.schemas.rendering import code_of, instant
from grader.statuses import EventKind, SubmissionStatus
from grader.store import events, submissions
from grader.store.events import EventLine
from grader.waiting import Changes

#: The longest that `?wait=` may ask for, seconds.
WAIT_LIMIT_S = 60.0
#: How often a stream that has nothing to say says that it lives, seconds.
KEEP_ALIVE_S = 15.0
#: How long a stream waits before it looks whether the process was asked to stop, seconds.
_TURN_S = 1.0
#: How soon a client that lost the connection should come back, milliseconds.
_RETRY_MS = 2000
#: More digits than these have no place in a column of row numbers.
_EVENT_ID_DIGITS = 18
_WITH_VERDICT = (EventKind.FINISHED, EventKind.REGRADED)

State = tuple[Submission, Attempt | None, list[Attempt]]


def read_state(service: Service, tenant_id: str, submission_id: str) -> State:
    """A submission, the attempt that counts, and all attempts.

    Raises:
        NotFoundError: there is no such submission of this tenant.
    """
    with service.database.reading() as session:
        row, counting = submissions.get_with_attempt(session, tenant_id, submission_id)
        if counting is None:
            attempts = []  # before the first verdict there is nothing to list
        elif counting.number == 1:
            attempts = [counting]  # while the first one counts no other does, or did
        else:
            attempts = submissions.list_attempts(session, submission_id)
    return row, counting, attempts


async def wait_for_verdict(service: Service, tenant_id: str, submission_id: str, wait_s: float) -> State:
    """The submission once it is finished, or as it stands when the time is up.

    Raises:
        NotFoundError: there is no such submission of this tenant.
    """
    deadline = time.monotonic() + wait_s
    async with service.deployment.feed.following(submission_id, verdicts_only=True) as changes:
        state = await run_in_threadpool(read_state, service, tenant_id, submission_id)
        while state[0].status is not SubmissionStatus.FINISHED and await _woken(service, changes, deadline):
            state = await run_in_threadpool(read_state, service, tenant_id, submission_id)
    return state


async def wait_for_first_verdict(
    service: Service, tenant_id: str, submission_id: str, changes: Changes, wait_s: float
) -> State:
    """The same for a submission that is new, and was followed before it was stored: it is read once there is news."""
    deadline = time.monotonic() + wait_s
    while await _woken(service, changes, deadline):
        state = await run_in_threadpool(read_state, service, tenant_id, submission_id)
        if state[0].status is SubmissionStatus.FINISHED:
            return state
    return await run_in_threadpool(read_state, service, tenant_id, submission_id)


async def _woken(service: Service, changes: Changes, deadline: float) -> bool:
    """Wait for news; False when the time is up, or the process is asked to stop."""
    while not service.stopping() and (left := deadline - time.monotonic()) > 0:
        if await changes.wait(min(left, _TURN_S)):
            return True
    return False


async def stream(
    service: Service, tenant_id: str, submission_id: str, after: int, *, follow: bool
) -> AsyncIterator[bytes]:
    """What happens to a submission, as server-sent events.

    Args:
        after: the last event that the client knows; 0 for none.
        follow: go on after the verdict, for regrades.
    """
    yield f"retry: {_RETRY_MS}\n\n".encode()
    silent_since = time.monotonic()
    async with service.deployment.feed.following(submission_id) as changes:
        while True:
            lines, finished = await run_in_threadpool(_read_news, service, tenant_id, submission_id, after)
            for line in lines:
                after = line.id
                silent_since = time.monotonic()
                yield as_event(submission_id, line)
            if lines:
                continue
            if finished and not follow:
                return
            while not await changes.wait(_TURN_S):
                if service.stopping():
                    return
                if time.monotonic() - silent_since >= KEEP_ALIVE_S:
                    silent_since = time.monotonic()
                    yield b": still here\n\n"


def _read_news(service: Service, tenant_id: str, submission_id: str, after: int) -> tuple[list[EventLine], bool]:
    """New events, and whether the submission is finished: in this order, so that its last event is never missed."""
    with service.database.reading() as session:
        finished = submissions.get(session, tenant_id, submission_id).status is SubmissionStatus.FINISHED
        return events.follow(session, submission_id, after), finished


def as_event(submission_id: str, line: EventLine) -> bytes:
    """One event as it goes over the wire."""
    with_verdict = line.kind in _WITH_VERDICT
    data = {
        "submission": submission_id,
        "status": line.kind.value,
        "attempt": line.attempt_id,
        "verdict": line.verdict if with_verdict else None,
        "code": code_of(line.verdict) if with_verdict else None,
        "score": line.score if with_verdict else None,
        "at": instant(line.at),
    }
    return f"id: {line.id}\nevent: {line.kind.value}\ndata: {json.dumps(data)}\n\n".encode()


def read_event_id(header: str | None) -> int:
    """The row number in `Last-Event-ID`; 0, for everything, if it is missing or not ours."""
    if header is None or not header.isascii() or not header.isdigit() or len(header) > _EVENT_ID_DIGITS:
        return 0
    return int(header)


async def answer_stream(service: Service, tenant_id: str, submission_id: str, after: int, *, follow: bool) -> Response:
    """The stream as a response; an empty one that ends a client's reconnecting if nothing more will come.

    Raises:
        NotFoundError: there is no such submission of this tenant.
    """
    lines, finished = await run_in_threadpool(_read_news, service, tenant_id, submission_id, after)
    if finished and not lines and not follow:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return StreamingResponse(
        stream(service, tenant_id, submission_id, after, follow=follow),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )
