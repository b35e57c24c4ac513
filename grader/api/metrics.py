"""What this deployment counts, for Prometheus.

Workers write what they count into their row with each heartbeat; it is added up here, so one scrape of any API process tells
of all workers. Only the requests are this process's own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from grader import telemetry
from grader.api.service import Service
from grader.store import StoreUnavailableError, deliveries, fleet, queue
from grader.store.submissions import REGRADE_PRIORITY

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_COUNTERS = {
    telemetry.VERDICTS: ("grader_attempts", "Finished attempts by verdict.", "verdict"),
    telemetry.MESSAGES: (
        "grader_messages",
        "Attempts that came to a slot, by what became of it; not_takeable came twice.",
        "outcome",
    ),
    telemetry.FAULTS: ("grader_faults", "Gradings that came to nothing by a fault of ours.", "exercise"),
}
_HISTOGRAMS = {
    telemetry.QUEUE_SECONDS: ("grader_queue_seconds", "From a live submission's arrival to the start of its grading."),
    telemetry.GRADING_SECONDS: ("grader_grading_seconds", "From the start of a grading to its verdict."),
}


class RequestTimes:
    """ASGI middleware: how long requests took, by method, route and status."""

    def __init__(self, app: ASGIApp, *, histogram: Histogram) -> None:
        self._app = app
        self._histogram = histogram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and time it until its answer begins: waiting and streaming go on for as long as asked."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                labels = (_method(scope), _route(scope), str(message["status"]))
                self._histogram.labels(*labels).observe(time.perf_counter() - begun)
            await send(message)

        await self._app(scope, receive, send_and_note)


def _method(scope: Scope) -> str:
    # Anybody can send any word as a method; each would be a time series of its own.
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return scope["method"] if scope["method"] in known else "other"


def _route(scope: Scope) -> str:
    """The route's pattern; paths themselves hold ids, and there would be a time series for each."""
    return str(getattr(scope.get("route"), "path", "other"))


def make_registry(service: Service) -> tuple[CollectorRegistry, Histogram]:
    """The metrics of one API process, and the histogram that its requests are noted in."""
    registry = CollectorRegistry()
    requests = Histogram(
        "grader_http_request_seconds",
        "From a request's arrival to the first byte of its answer, in this process.",
        ("method", "route", "status"),
        buckets=_BUCKETS,
        registry=registry,
    )
    registry.register(_Deployment(service))
    return registry, requests


def render(registry: CollectorRegistry) -> bytes:
    """All of it, in Prometheus' text format."""
    return generate_latest(registry)


class _Deployment(Collector):
    """Reads what the database knows, when it is asked."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def describe(self) -> list[Metric]:
        """Nothing: what is there is known once the database was asked."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The deployment's metrics; only `grader_database_up` while the database is away."""
        up = GaugeMetricFamily("grader_database_up", "Whether the database answers.")
        try:
            found = list(self._read())
        except StoreUnavailableError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from found

    def _read(self) -> Iterator[Metric]:
        settings = self._service.settings
        with self._service.database.reading() as session:
            now = fleet.clock(session)
            depths = queue.depths(session)
            live = fleet.list_live(session, heartbeat_s=settings.heartbeat_timeout_s)
            counted = telemetry.merge(fleet.all_metrics(session))
            pending = deliveries.count_pending(session)
        attempts = GaugeMetricFamily(
            "grader_queue_attempts", "Attempts that are not finished.", labels=("device", "priority", "state")
        )
        age = GaugeMetricFamily(
            "grader_queue_oldest_seconds", "How long the oldest waiting attempt waits.", labels=("device", "kind")
        )
        ages: dict[tuple[str, str], float] = {}
        for depth in depths:
            attempts.add_metric([depth.device, str(depth.priority), "queued"], depth.queued)
            attempts.add_metric([depth.device, str(depth.priority), "running"], depth.running)
            if depth.oldest_queued_at is not None:
                place = (depth.device, "regrade" if depth.priority >= REGRADE_PRIORITY else "live")
                seconds = max(0.0, (now - depth.oldest_queued_at).total_seconds())
                ages[place] = max(seconds, ages.get(place, 0.0))
        for (device, kind), seconds in ages.items():
            age.add_metric([device, kind], seconds)
        yield attempts
        yield age
        yield _gauge_by_device("grader_workers", "Workers that live.", {worker.id: worker.device for worker in live})
        slots = GaugeMetricFamily("grader_slots", "Attempts that the live workers grade at a time.", labels=("device",))
        for device in sorted({worker.device for worker in live}):
            slots.add_metric([device], sum(worker.slots for worker in live if worker.device == device))
        yield slots
        yield GaugeMetricFamily("grader_deliveries_pending", "Webhook messages that are not settled.", value=pending)
        yield from _counted(counted)


def _gauge_by_device(name: str, text: str, devices: dict[str, str]) -> Metric:
    gauge = GaugeMetricFamily(name, text, labels=("device",))
    for device in sorted(set(devices.values())):
        gauge.add_metric([device], sum(each == device for each in devices.values()))
    return gauge


def _counted(counted: dict[str, Any]) -> Iterator[Metric]:
    """What the workers counted, added up."""
    for key, (name, text, label) in _COUNTERS.items():
        counter = CounterMetricFamily(name, text, labels=(label,))
        for value, number in sorted(counted["counters"].get(key, {}).items()):
            counter.add_metric([value], number)
        yield counter
    for key, (name, text) in _HISTOGRAMS.items():
        histogram = counted["histograms"].get(key)
        if histogram is not None:
            yield HistogramMetricFamily(name, text, buckets=_cumulated(histogram["counts"]), sum_value=histogram["sum"])


def _cumulated(counts: list[int]) -> list[tuple[str, float]]:
    bounds = [*(str(bound) for bound in telemetry.BOUNDS_S), "+Inf"]
    total = 0
    buckets = []
    for bound, count in zip(bounds, counts, strict=True):
        total += count
        buckets.append((bound, float(total)))
    return buckets
