"""What monitoring reads: health, readiness, metrics."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from grader.api.operations import Remembered
from grader.models import Attempt
from grader.store import fleet
from grader.telemetry import GRADING_SECONDS, MESSAGES, QUEUE_SECONDS, VERDICTS, Telemetry
from tests.api.conftest import SUBMISSION
from tests.service.fakes import Place


def proven_worker(place: Place) -> str:
    """Register a worker whose sandbox names its layers."""
    identity = fleet.WorkerIdentity("here", "1:1", "cpu", 2, {"sandbox": ["landlock:7", "seccomp"]})
    with place.database.transaction() as session:
        return fleet.register(session, identity)


def test_readiness_tells_what_is_missing(client: httpx.Client, place: Place) -> None:
    """Without a worker the service is not ready, and says so by name; with a proven one it is."""
    before = client.get("/readyz")
    assert (before.status_code, before.json()["status"]) == (503, "not ready")
    checks = before.json()["checks"]
    assert {name: check["ok"] for name, check in checks.items()} == {
        "database": True,
        "broker": True,
        "sandbox": False,
        "queue": True,
    }
    proven_worker(place)
    after = client.get("/readyz")
    while after.json() == before.json():
        after = client.get("/readyz")
    assert (after.status_code, after.json()["status"]) == (200, "ready")
    assert after.json()["checks"]["sandbox"]["detail"] == "workers: 1 (cpu), proven: landlock:7, seccomp"


def test_a_closed_device_is_not_ready(client: httpx.Client, place: Place) -> None:
    """Where the last worker of a device ended because its sandbox closed, the reason is told until another one serves it."""
    proven_worker(place)
    identity = fleet.WorkerIdentity("there", "1:1", "cuda", 1, {"sandbox": ["seccomp"]})
    with place.database.transaction() as session:
        fleet.stop(session, fleet.register(session, identity), closed="the driver is gone")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["sandbox"] == {"ok": False, "detail": "cuda is closed: the driver is gone"}
    with place.database.transaction() as session:
        fleet.register(session, identity)
    while response.status_code == 503:
        response = client.get("/readyz")
    assert "workers: 2 (cpu, cuda)" in response.json()["checks"]["sandbox"]["detail"]


def test_an_old_queue_is_not_ready(client: httpx.Client, place: Place) -> None:
    """When live submissions wait for too long, something is wrong, even if everything answers."""
    proven_worker(place)
    [row] = place.submit("accepted")
    with place.database.transaction() as session:
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        session.execute(update(Attempt).where(Attempt.submission_id == row.id).values(created_at=long_ago))
    response = client.get("/readyz")
    assert response.status_code == 503
    queue = response.json()["checks"]["queue"]
    assert (queue["ok"], queue["detail"].startswith("1 live submissions wait, the oldest for 36")) == (False, True)


def sampled(text: str) -> dict[tuple[str, ...], float]:
    """Read metrics as Prometheus does: name and label values -> value."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_tell_of_all_workers(client: httpx.Client, place: Place) -> None:
    """What workers count is added up: verdicts, times, messages, beside the queue and the workers themselves."""
    for seconds in (0.004, 0.3):
        telemetry = Telemetry()
        telemetry.count(VERDICTS, "accepted", 3)
        telemetry.count(MESSAGES, "not_takeable")
        telemetry.observe(GRADING_SECONDS, seconds)
        telemetry.observe(QUEUE_SECONDS, seconds)
        worker_id = proven_worker(place)
        with place.database.transaction() as session:
            fleet.beat(session, worker_id, metrics=telemetry.snapshot())
    place.submit("accepted", "accepted", callback_url="https://lms.example/hook")
    found = sampled(client.get("/metrics").text)
    assert found["grader_attempts_total", "accepted"] == 6
    assert found["grader_messages_total", "not_takeable"] == 2
    assert found["grader_grading_seconds_bucket", "0.005"] == 1
    assert found["grader_grading_seconds_bucket", "0.5"] == 2
    assert found["grader_grading_seconds_bucket", "+Inf"] == found["grader_grading_seconds_count",] == 2
    assert found["grader_queue_seconds_sum",] == pytest.approx(0.304)
    assert found["grader_queue_attempts", "cpu", "0", "queued"] == 2
    assert found["grader_queue_oldest_seconds", "cpu", "live"] >= 0
    assert (found["grader_workers", "cpu"], found["grader_slots", "cpu"]) == (2, 4)
    assert (found["grader_deliveries_pending",], found["grader_database_up",]) == (0, 1)


def test_requests_are_counted_by_route(client: httpx.Client, place: Place) -> None:
    """Requests are timed by the pattern of their route: an id or a made-up path is no time series of its own."""
    [row] = place.submit("accepted")
    client.get(f"/v1/submissions/{row.id}")
    client.get("/v1/submissions/sub_unknown")
    client.get("/v1/made/up")
    client.get("/made/up/too")
    text = client.get("/metrics").text
    found = sampled(text)
    name = "grader_http_request_seconds_count"
    assert found[name, "GET", "/v1/submissions/{submission_id}", "200"] == 1
    assert found[name, "GET", "/v1/submissions/{submission_id}", "404"] == 1
    assert found[name, "GET", "other", "404"] == 2
    assert row.id not in text


def test_those_without_a_key_cannot_keep_the_database_busy(client: httpx.Client, app: FastAPI) -> None:
    """Readiness and metrics are made anew at most once a second, however often they are asked for."""
    made = 0

    def make() -> dict[str, object]:
        nonlocal made
        made += 1
        return {}

    app.state.readiness = Remembered(make)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.get("/readyz").json(), range(24)))
    assert answers == [{"status": "ready", "checks": {}}] * 24
    assert made < 24


def test_no_log_holds_a_program_or_a_key(
    client: httpx.Client, place: Place, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where something breaks with the program at hand, neither the program nor the key is logged."""
    caplog.set_level(logging.DEBUG)
    secret = "print('a very secret program')"
    client.post("/v1/submissions", json=SUBMISSION | {"source": secret, "leaner": secret})
    client.post("/v1/submissions", json=SUBMISSION | {"source": secret})
    with place.database.raw_transaction() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    assert client.post("/v1/submissions", json=SUBMISSION | {"source": secret}).status_code >= 500
    assert "very secret" not in caplog.text
    assert place.key_text not in caplog.text
