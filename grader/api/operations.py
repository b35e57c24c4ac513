"""For load balancers and monitoring: does it live, can it grade, what does it count. No key is needed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from prometheus_client import CONTENT_TYPE_LATEST

from grader.api.answering import answer
from grader.api.service import Service
from grader.models import Worker
from grader.schemas import management
from grader.store import StoreUnavailableError, fleet, queue
from grader.store.queue import QueueDepth
from grader.store.submissions import REGRADE_PRIORITY

router = APIRouter(tags=["operations"])

#: How long an answer is given again: nobody without a key shall keep the database busy.
_TRUSTED_S = 1.0


@dataclass
class Remembered:
    """A value that is made again at most once a second, however often it is asked for."""

    make: Callable[[], Any]
    _value: Any = None
    _made_at: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self) -> Any:
        """The value, from a moment ago at most. Whoever asks while it is being made waits for it."""
        async with self._lock:
            if time.monotonic() - self._made_at >= _TRUSTED_S:
                self._value = await run_in_threadpool(self.make)
                self._made_at = time.monotonic()
            return self._value


@router.get("/healthz", summary="Does it live", response_model=management.Alive)
async def read_health() -> Response:
    """The process answers. It asks nobody else: a database that is away is no reason to restart this."""
    return answer({"status": "ok"}, headers={"cache-control": "no-store"})


@router.get(
    "/readyz",
    summary="Can it grade",
    response_model=management.Ready,
    responses={503: {"model": management.Ready, "description": "Something that grading needs is missing."}},
)
async def read_readiness(request: Request) -> Response:
    """Whether this deployment can grade now: database, broker, workers whose sandbox is proven, the queue's age.

    For alarms, not for load balancers: submissions are taken and kept while it says no.
    """
    checks = await request.app.state.readiness.get()
    ready = all(check["ok"] for check in checks.values())
    shown = {"status": "ready" if ready else "not ready", "checks": checks}
    return answer(shown, 200 if ready else 503, {"cache-control": "no-store"})


@router.get(
    "/metrics",
    summary="What it counts",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def read_metrics(request: Request) -> Response:
    """Queue, workers, verdicts and times of the deployment, requests of this process, for Prometheus."""
    return Response(await request.app.state.metrics.get(), media_type=CONTENT_TYPE_LATEST)


def check_readiness(service: Service) -> dict[str, dict[str, Any]]:
    """Everything that grading needs, by name: is it well, and in which state."""
    checks = {"broker": _check_broker(service)}
    try:
        with service.database.reading() as session:
            fleet.clock(session)
            live = fleet.list_live(session, heartbeat_s=service.settings.heartbeat_timeout_s)
            closed = fleet.closed_devices(session, heartbeat_s=service.settings.heartbeat_timeout_s)
            depths = queue.depths(session)
    except StoreUnavailableError as error:
        return {"database": _check(ok=False, detail=str(error))} | checks
    return {
        "database": _check(ok=True, detail="it answers"),
        **checks,
        "sandbox": _check_workers(live, closed),
        "queue": _check_queue(depths, service.settings.ready_queue_age_s),
    }


def _check(*, ok: bool, detail: str) -> dict[str, Any]:
    return {"ok": ok, "detail": detail}


def _check_broker(service: Service) -> dict[str, Any]:
    well = service.deployment.dispatcher.ping()
    return _check(ok=well, detail="it answers" if well else "it does not answer: submissions are kept and sent later")


def _check_workers(live: list[Worker], closed: Mapping[str, str]) -> dict[str, Any]:
    """A worker joins the fleet only after each layer of its sandbox has proven that it denies what it should."""
    if closed:
        detail = "; ".join(f"{device} is closed: {reason}" for device, reason in sorted(closed.items()))
        return _check(ok=False, detail=detail)
    working = [worker for worker in live if not worker.draining]
    if not working:
        return _check(ok=False, detail="no worker lives: start `grader worker`")
    layers = sorted({str(layer) for worker in working for layer in worker.environment.get("sandbox", ())})
    devices = sorted({worker.device for worker in working})
    return _check(
        ok=True,
        detail=f"workers: {len(working)} ({', '.join(devices)}), proven: {', '.join(layers) or 'no layer named'}",
    )


def _check_queue(depths: list[QueueDepth], longest_s: float) -> dict[str, Any]:
    waiting = [depth for depth in depths if depth.queued and depth.priority < REGRADE_PRIORITY]
    oldest = min((depth.oldest_queued_at for depth in waiting if depth.oldest_queued_at is not None), default=None)
    age = 0.0 if oldest is None else max(0.0, (datetime.now(UTC) - oldest).total_seconds())
    count = sum(depth.queued for depth in waiting)
    return _check(ok=age < longest_s, detail=f"{count} live submissions wait, the oldest for {age:.0f} s")
