"""What people do by hand: set a verdict, retry what we failed to grade, erase a learner's data, read the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from grader.api.answering import answer
from grader.api.documentation import COMMON, errors
from grader.api.gate import Administrator, Rejudger
from grader.api.live import read_state
from grader.api.parameters import AuditQuery, Paging, SubmissionId
from grader.api.problems import CONFLICT, NOT_FOUND
from grader.api.service import ServiceOf
from grader.schemas import answers, management, requests
from grader.schemas.rendering import audit_json, submission_json, submission_summary
from grader.store import audit, interventions
from grader.store.interventions import Override

router = APIRouter(prefix="/v1", tags=["care"], responses=errors(*COMMON))


@router.get("/internal-errors", summary="List what we failed to grade", response_model=answers.InternalErrorPage)
def list_internal_errors(caller: Rejudger, service: ServiceOf, paging: Paging) -> Response:
    """Submissions whose verdict is `internal_error`, newest first, with what went wrong with us."""
    with service.database.reading() as session:
        page = interventions.list_internal_errors(session, caller.tenant_id, cursor=paging.cursor, limit=paging.limit)
        notes = interventions.notes_of(session, [row.attempt_id for row in page.items if row.attempt_id is not None])
    items = [submission_summary(row) | {"note": notes.get(row.attempt_id or "")} for row in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/submissions/{submission_id}/retry",
    summary="Grade again what we failed to grade",
    status_code=202,
    response_model=management.QueuedAttempt,
    responses=errors(NOT_FOUND, CONFLICT),
)
def retry_submission(submission_id: SubmissionId, caller: Rejudger, service: ServiceOf) -> Response:
    """Queue a new attempt of a submission that ended as `internal_error`, with the version that is active now."""
    with service.database.transaction() as session:
        attempt = interventions.retry(session, caller.tenant_id, submission_id, actor=caller.key_id)
    shown = {"id": attempt.id, "number": attempt.number, "status": attempt.status.value}
    return answer(shown, 202, {"location": f"/v1/submissions/{submission_id}"})


@router.post(
    "/submissions/{submission_id}/override",
    summary="Set a verdict by hand",
    response_model=answers.Submission,
    responses=errors(NOT_FOUND, CONFLICT, body=True),
)
def override_verdict(
    submission_id: SubmissionId, new: requests.NewVerdict, caller: Rejudger, service: ServiceOf
) -> Response:
    """Let another verdict count, with a reason. The attempt before it stays as it was; the audit log says who did it."""
    change = Override(new.verdict, new.score, new.reason)
    with service.database.transaction() as session:
        interventions.override(session, caller.tenant_id, submission_id, change, actor=caller.key_id)
    return answer(submission_json(*read_state(service, caller.tenant_id, submission_id)))


@router.post(
    "/erasures",
    summary="Erase a learner's data",
    response_model=management.Erased,
    responses=errors(NOT_FOUND, CONFLICT, body=True),
)
def erase_learner(new: requests.Erasure, caller: Administrator, service: ServiceOf) -> Response:
    """Erase a learner's programs, what they showed, and the learner's id. Verdicts stay, for the counts; they are nobody's."""
    with service.database.transaction() as session:
        count = interventions.erase_learner(session, caller.tenant_id, new.learner, actor=caller.key_id)
    return answer({"submissions": count})


@router.get("/audit", summary="Read the audit log", response_model=management.AuditPage)
def list_audit(caller: Administrator, service: ServiceOf, query: Annotated[AuditQuery, Query()]) -> Response:
    """Who changed what, when and why, newest first."""
    with service.database.reading() as session:
        page = audit.list_entries(
            session, caller.tenant_id, subject=query.subject, cursor=query.cursor, limit=query.limit
        )
    return answer({"items": [audit_json(row) for row in page.items], "next_cursor": page.next_cursor})
