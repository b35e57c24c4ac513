"""Submissions: sent, looked at, listed, followed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.concurrency import run_in_threadpool

from grader.api import live
from grader.api.answering import (
    IdempotencyKey,
    answer,
    fingerprint,
    remember,
    remembered,
    unquoted,
)
from grader.api.documentation import COMMON, EVENT_STREAM, errors
from grader.api.gate import SubmissionReader, Submitter
from grader.api.parameters import AttemptId, FeedbackLocale, SubmissionId, SubmissionQuery, Wait
from grader.api.problems import (
    CALLBACK_REFUSED,
    DEVICE_NOT_LISTED,
    DEVICE_UNAVAILABLE,
    KEY_REUSED,
    NOT_FOUND,
    QUEUE_FULL,
    UNKNOWN_EXERCISE,
    Problem,
    pointed,
)
from grader.api.service import Service, ServiceOf
from grader.exercise import not_for
from grader.identifiers import new_id
from grader.models import Submission
from grader.schemas import answers, requests
from grader.schemas.rendering import as_first_answered, attempt_json, submission_json, submission_summary
from grader.statuses import Scope, SubmissionStatus
from grader.store import NotFoundError, Session, exercises, queue, submissions
from grader.store.exercises import ActiveVersion
from grader.store.submissions import SubmissionFilter
from grader.store.tenants import Caller
from grader.webhook.addresses import RefusedAddressError, check_target

log = logging.getLogger(__name__)

router = APIRouter(prefix="/v1/submissions", tags=["submissions"], responses=errors(*COMMON))

_REFUSALS = (UNKNOWN_EXERCISE, CALLBACK_REFUSED, DEVICE_NOT_LISTED, DEVICE_UNAVAILABLE, KEY_REUSED, QUEUE_FULL)


@router.post(
    "",
    summary="Send a program to be graded",
    status_code=202,
    response_model=answers.Submission,
    responses={
        200: {"model": answers.Submission, "description": "With `?wait=`: the verdict came in time."},
        202: {"description": "Stored and queued. With `?wait=`: the object as it stands when the time is up."},
        **errors(*_REFUSALS, body=True),
    },
)
async def create_submission(
    new: requests.NewSubmission,
    caller: Submitter,
    service: ServiceOf,
    idempotency_key: IdempotencyKey = None,
    wait: Wait = 0.0,
) -> Response:
    """Store a program and queue it. The answer says where its verdict will be; with `?wait=`, it is the verdict.

    A submission that was answered is stored: it will be graded, whatever happens to our processes. Send an
    `Idempotency-Key` and repeat the request freely if no answer reached you.
    """
    key = unquoted(idempotency_key)
    quota = _charge_learners(service, caller, [new])
    _check_callbacks(service, [new], "")
    if wait <= 0:
        stored = await run_in_threadpool(_store, service, caller, [new], key)
        return answer(as_first_answered(stored.rows[0]), 202, quota | stored.headers(located=True))
    own_id = new_id("sub")
    # Followed before it is stored, so that no verdict can come unheard.
    async with service.deployment.feed.following(own_id, verdicts_only=True) as changes:
        stored = await run_in_threadpool(_store, service, caller, [new], key, own_id=own_id)
        if stored.is_new:
            state = await live.wait_for_first_verdict(service, caller.tenant_id, own_id, changes, wait)
        else:
            state = await live.wait_for_verdict(service, caller.tenant_id, stored.rows[0].id, wait)
    headers = quota | stored.headers(located=True)
    finished = state[0].status is SubmissionStatus.FINISHED
    return answer(submission_json(*state), 200 if finished else 202, headers)


@router.post(
    "/batch",
    summary="Send many programs",
    status_code=202,
    response_model=answers.Batch,
    responses={202: {"description": "All of them are stored and queued."}, **errors(*_REFUSALS, body=True)},
)
async def create_batch(
    new: requests.NewBatch, caller: Submitter, service: ServiceOf, idempotency_key: IdempotencyKey = None
) -> Response:
    """Store up to 500 programs, all or none, answered in the order in which they were sent."""
    key = unquoted(idempotency_key)
    service.writes.charge(caller.key_id, tokens=len(new.submissions) - 1)
    _charge_learners(service, caller, new.submissions)
    _check_callbacks(service, new.submissions, "/submissions")
    stored = await run_in_threadpool(_store, service, caller, new.submissions, key, batch=True)
    return answer({"submissions": [as_first_answered(row) for row in stored.rows]}, 202, stored.headers())


def _charge_learners(service: Service, caller: Caller, programs: Sequence[requests.NewSubmission]) -> dict[str, str]:
    """Count the programs of each learner; the headers that say what is left, for a single one."""
    named = Counter(program.learner for program in programs if program.learner is not None)
    quota = service.learners.charge_each({(caller.tenant_id, learner): count for learner, count in named.items()})
    return quota if len(programs) == 1 else {}


def _check_callbacks(service: Service, programs: Sequence[requests.NewSubmission], path: str) -> None:
    for number, program in enumerate(programs):
        if program.callback_url is None:
            continue
        try:
            check_target(program.callback_url, service.settings.callback_networks)
        except RefusedAddressError as error:
            place = f"{path}/{number}/callback_url" if path else "/callback_url"
            raise Problem(CALLBACK_REFUSED, str(error), errors=pointed(place, str(error))) from None


@dataclass(frozen=True)
class _Stored:
    """What was stored, now or by an earlier request under the same Idempotency-Key."""

    rows: list[Submission]
    is_new: bool

    def headers(self, *, located: bool = False) -> dict[str, str]:
        found = {"location": f"/v1/submissions/{self.rows[0].id}"} if located else {}
        return found if self.is_new else found | {"idempotency-replayed": "true"}


def _store(
    service: Service,
    caller: Caller,
    programs: Sequence[requests.NewSubmission],
    key: str | None,
    *,
    batch: bool = False,
    own_id: str | None = None,
) -> _Stored:
    """Store programs in one transaction, unless the same request was answered before.

    Args:
        own_id: the id of a single one, if it is to have this one.
    """
    request_hash = fingerprint("batch" if batch else "one", programs) if key is not None else ""
    with service.database.transaction() as session:
        before = remembered(session, caller, key, request_hash)
        if before is not None:
            return _Stored(submissions.get_all(session, caller.tenant_id, before), is_new=False)
        _admit(service, session, len(programs))
        resolved = _resolve(service, session, caller, programs, "/submissions" if batch else "")
        rows = submissions.create_many(session, caller.tenant_id, caller.key_id, resolved, own_id=own_id)
        remember(session, caller, key, [row.id for row in rows])
    for row in rows:
        log.info("submission stored", extra={"submission": row.id, "exercise": row.slug, "key": caller.key_id})
    return _Stored(rows, is_new=True)


def _admit(service: Service, session: Session, programs: int) -> None:
    if service.gauge.is_stale():
        service.gauge.note_count(queue.count_live_queued(session, stop_at=service.gauge.count_to))
    service.gauge.admit(programs)


def _resolve(
    service: Service, session: Session, caller: Caller, programs: Sequence[requests.NewSubmission], path: str
) -> list[submissions.NewSubmission]:
    """What the programs' slugs mean for the tenant now, in the same order.

    Raises:
        Problem: one of them names an exercise that the tenant does not see, or a device that the exercise does not list
            or nothing serves.
    """
    known: dict[str, ActiveVersion] = {}
    resolved = []
    for number, program in enumerate(programs):
        place = f"{path}/{number}" if path else ""
        if program.exercise not in known:
            try:
                known[program.exercise] = exercises.find_active(session, caller.tenant_id, program.exercise)
            except NotFoundError:
                detail = f"there is no exercise {program.exercise!r}: GET /v1/exercises lists them"
                raise Problem(UNKNOWN_EXERCISE, detail, errors=pointed(f"{place}/exercise", detail)) from None
        listed = service.devices_of(session, known[program.exercise].version_id)
        if program.device not in listed:
            detail = not_for(program.exercise, program.device, listed)
            raise Problem(DEVICE_NOT_LISTED, detail, errors=pointed(f"{place}/device", detail))
        if not service.serves(session, program.device):
            detail = f"no worker of this deployment grades on {program.device}"
            raise Problem(DEVICE_UNAVAILABLE, detail, errors=pointed(f"{place}/device", detail))
        resolved.append(
            submissions.NewSubmission(
                exercise=known[program.exercise],
                source=program.program,
                learner=program.learner,
                locale=program.locale,
                device=program.device,
                callback_url=program.callback_url,
            )
        )
    return resolved


@router.get("", summary="List submissions", response_model=answers.SubmissionPage)
def list_submissions(
    caller: SubmissionReader, service: ServiceOf, query: Annotated[SubmissionQuery, Query()]
) -> Response:
    """The tenant's submissions, newest first, without programs and feedback."""
    wanted = SubmissionFilter(**query.model_dump(exclude={"cursor", "limit"}))
    with service.database.reading() as session:
        page = submissions.list_page(session, caller.tenant_id, wanted, cursor=query.cursor, limit=query.limit)
    return answer({"items": [submission_summary(row) for row in page.items], "next_cursor": page.next_cursor})


@router.get(
    "/{submission_id}",
    summary="Look at a submission",
    response_model=answers.Submission,
    responses=errors(NOT_FOUND),
)
async def read_submission(
    submission_id: SubmissionId,
    caller: SubmissionReader,
    service: ServiceOf,
    wait: Wait = 0.0,
    locale: FeedbackLocale = None,
) -> Response:
    """A submission with the attempt that counts. With `?wait=`, the answer comes once there is a verdict."""
    if wait > 0:
        state = await live.wait_for_verdict(service, caller.tenant_id, submission_id, wait)
    else:
        state = await run_in_threadpool(live.read_state, service, caller.tenant_id, submission_id)
    return answer(submission_json(*state, locale))


@router.get(
    "/{submission_id}/source",
    summary="Read the program",
    response_class=Response,
    responses={
        200: {"description": "The program's bytes as they were sent.", "content": {"application/octet-stream": {}}},
        **errors(NOT_FOUND),
    },
)
def read_source(submission_id: SubmissionId, caller: SubmissionReader, service: ServiceOf) -> Response:
    """The program as it was sent; empty once it was erased. Browsers are told to save it, never to show it."""
    with service.database.reading() as session:
        source = submissions.get_source(session, caller.tenant_id, submission_id)
    headers = {
        "content-disposition": f'attachment; filename="{submission_id}.py"',
        "x-content-type-options": "nosniff",
    }
    return Response(source, media_type="application/octet-stream", headers=headers)


@router.get(
    "/{submission_id}/attempts/{attempt_id}",
    summary="Look at one attempt",
    response_model=answers.Attempt,
    responses=errors(NOT_FOUND),
)
def read_attempt(
    submission_id: SubmissionId,
    attempt_id: AttemptId,
    caller: SubmissionReader,
    service: ServiceOf,
    locale: FeedbackLocale = None,
) -> Response:
    """One attempt with its feedback. Those of a rejudging that is not applied are for keys with scope rejudge."""
    with service.database.reading() as session:
        row = submissions.get(session, caller.tenant_id, submission_id)
        attempt = submissions.get_attempt(session, caller.tenant_id, submission_id, attempt_id)
    pending = attempt.rejudging_id is not None and attempt.applied_at is None
    if pending and Scope.REJUDGE not in caller.scopes:
        raise NotFoundError("attempt", attempt_id)
    return answer(attempt_json(attempt, row.slug, locale or row.locale))


@router.get(
    "/{submission_id}/events",
    summary="Follow a submission",
    response_class=Response,
    responses={
        200: {"description": "Server-sent events.", "content": EVENT_STREAM},
        204: {"description": "There is nothing more to come: a client need not connect again."},
        **errors(NOT_FOUND),
    },
)
async def follow_submission(
    submission_id: SubmissionId,
    caller: SubmissionReader,
    service: ServiceOf,
    *,
    follow: Annotated[bool, Query(description="Go on after the verdict, for regrades.")] = False,
    last_event_id: Annotated[str | None, Header(description="The last event's id: those after it are sent.")] = None,
) -> Response:
    """What happens to a submission, as server-sent events: `queued`, `running`, `finished`, `regraded`.

    The stream ends after the verdict. A client that comes back with `Last-Event-ID` misses nothing.
    """
    return await live.answer_stream(
        service, caller.tenant_id, submission_id, live.read_event_id(last_event_id), follow=follow
    )
