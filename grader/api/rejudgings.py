"""Rejudgings: started by a filter, watched, looked at line by line, applied or cancelled."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from grader import rejudging
from grader.api.answering import answer
from grader.api.documentation import COMMON, errors
from grader.api.gate import Rejudger
from grader.api.parameters import DiffQuery, Paging, RejudgingId
from grader.api.problems import CONFLICT, DEVICE_UNAVAILABLE, NOT_FOUND, Problem, pointed
from grader.api.service import Service, ServiceOf
from grader.models import Rejudging
from grader.rejudging import Order
from grader.schemas import answers, requests
from grader.schemas.rendering import diff_line_json, rejudging_json
from grader.store import Session, rejudgings
from grader.store.rejudgings import Selection

router = APIRouter(prefix="/v1/rejudgings", tags=["rejudgings"], responses=errors(*COMMON))


@router.post(
    "",
    summary="Start a rejudging",
    status_code=201,
    response_model=answers.Rejudging,
    responses=errors(NOT_FOUND, CONFLICT, DEVICE_UNAVAILABLE, body=True),
)
def start_rejudging(new: requests.NewRejudging, caller: Rejudger, service: ServiceOf) -> Response:
    """Grade the selected submissions again, at low priority. Nothing counts until the set is applied."""
    if new.device is not None:
        _refuse_unserved(service, new.device)
    chosen = {} if new.select is None else new.select.model_dump()
    order = Order(
        selection=Selection(exercise=new.exercise, **chosen),
        reason=new.reason,
        version=new.version,
        device=new.device,
        run_again=new.run_again,
    )
    row = rejudging.start(
        service.database,
        caller.tenant_id,
        order,
        actor=caller.key_id,
        heartbeat_s=service.settings.heartbeat_timeout_s,
    )
    with service.database.reading() as session:
        shown = _shown(session, row)
    return answer(shown, 201, {"location": f"/v1/rejudgings/{row.id}"})


def _refuse_unserved(service: Service, device: str) -> None:
    with service.database.reading() as session:
        if not service.serves(session, device):
            detail = f"no worker of this deployment grades on {device}"
            raise Problem(DEVICE_UNAVAILABLE, detail, errors=pointed("/device", detail))


@router.get("", summary="List rejudgings", response_model=answers.RejudgingPage)
def list_rejudgings(caller: Rejudger, service: ServiceOf, paging: Paging) -> Response:
    """The tenant's rejudgings, newest first."""
    with service.database.reading() as session:
        page = rejudgings.list_page(session, caller.tenant_id, cursor=paging.cursor, limit=paging.limit)
        items = [_shown(session, row) for row in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/{rejudging_id}", summary="Look at a rejudging", response_model=answers.Rejudging, responses=errors(NOT_FOUND)
)
def read_rejudging(rejudging_id: RejudgingId, caller: Rejudger, service: ServiceOf) -> Response:
    """Where the set stands: `selecting`, `running`, then `ready` to be applied or cancelled."""
    with service.database.reading() as session:
        shown = _shown(session, rejudgings.get(session, caller.tenant_id, rejudging_id))
    return answer(shown)


@router.get(
    "/{rejudging_id}/diff", summary="See what it changes", response_model=answers.Diff, responses=errors(NOT_FOUND)
)
def read_diff(
    rejudging_id: RejudgingId, caller: Rejudger, service: ServiceOf, query: Annotated[DiffQuery, Query()]
) -> Response:
    """Which verdict became which, counted in `table`, and submission by submission in `items`."""
    with service.database.reading() as session:
        row = rejudgings.get(session, caller.tenant_id, rejudging_id)
        table = rejudgings.diff_table(session, row)
        page = rejudgings.diff_page(
            session, row, changed_only=query.changed_only, cursor=query.cursor, limit=query.limit
        )
    counted = sorted(table.items(), key=lambda item: (-item[1], str(item[0])))
    return answer(
        {
            "table": [{"before": old, "after": new, "count": count} for (old, new), count in counted],
            "items": [diff_line_json(line) for line in page.items],
            "next_cursor": page.next_cursor,
        }
    )


@router.post(
    "/{rejudging_id}/apply",
    summary="Apply a rejudging",
    response_model=answers.Rejudging,
    responses=errors(NOT_FOUND, CONFLICT),
)
def apply_rejudging(rejudging_id: RejudgingId, caller: Rejudger, service: ServiceOf) -> Response:
    """Let the set's verdicts count, all at once. What changed is announced by webhook. Applying twice is no error."""
    with service.database.transaction() as session:
        shown = _shown(session, rejudgings.apply(session, caller.tenant_id, rejudging_id, actor=caller.key_id))
    return answer(shown)


@router.post(
    "/{rejudging_id}/cancel",
    summary="Cancel a rejudging",
    response_model=answers.Rejudging,
    responses=errors(NOT_FOUND, CONFLICT),
)
def cancel_rejudging(rejudging_id: RejudgingId, caller: Rejudger, service: ServiceOf) -> Response:
    """Drop the set and what it found. Cancelling twice is no error."""
    with service.database.transaction() as session:
        shown = _shown(session, rejudgings.cancel(session, caller.tenant_id, rejudging_id, actor=caller.key_id))
    return answer(shown)


def _shown(session: Session, row: Rejudging) -> dict[str, object]:
    return rejudging_json(row, rejudgings.progress(session, row))
