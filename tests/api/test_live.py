"""Waiting for verdicts, and following submissions, over real connections."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete

from grader.api import create_app, live
from grader.deployment import Deployment
from grader.models import Event
from grader.store import Database, Outgoing
from tests.api.conftest import ON_BOTH_DATABASES, SUBMISSION, row_of, served
from tests.api.receiver import wait_until
from tests.service.fakes import Place


def waiting_for(app: FastAPI) -> int:
    """Return how many requests follow a submission now."""
    return sum(len(each) for each in app.state.service.deployment.feed._followers.values())


@contextmanager
def in_background(*works: Callable[[], httpx.Response]) -> Iterator[list[Any]]:
    """Do some work in threads; the futures of their results."""
    with ThreadPoolExecutor(len(works)) as pool:
        yield [pool.submit(work) for work in works]


@ON_BOTH_DATABASES
def test_waiting_ends_with_the_verdict(client: httpx.Client, app: FastAPI, place: Place) -> None:
    """A request that waits is answered with the finished object as soon as there is a verdict."""
    with in_background(lambda: client.post("/v1/submissions?wait=30", json=SUBMISSION)) as [future]:
        wait_until(lambda: client.get("/v1/submissions").json()["items"] != [])
        assert waiting_for(app) == 1
        [listed] = client.get("/v1/submissions").json()["items"]
        place.grade(row_of(place, listed["id"]))
        response = future.result()
    body = response.json()
    assert (response.status_code, body["status"], body["attempt"]["verdict"]) == (200, "finished", "accepted")
    assert response.headers["location"] == f"/v1/submissions/{body['id']}"
    assert client.get(response.headers["location"]).json() == body


@ON_BOTH_DATABASES
def test_a_verdict_that_comes_at_once_is_not_missed(client: httpx.Client, app: FastAPI, place: Place) -> None:
    """A verdict that is there before the request begins to wait for it is answered as any other."""
    database: Database = app.state.service.database
    worker_id = place.worker()

    def grade_now(messages: Sequence[Outgoing]) -> None:
        for message in messages:
            lease = place.take(message.attempt_id, worker_id)
            assert lease is not None
            place.finish(lease)

    database.after_commit = grade_now
    for _ in range(5):
        response = client.post("/v1/submissions?wait=60", json=SUBMISSION, timeout=30)
        assert (response.status_code, response.json()["attempt"]["verdict"]) == (200, "accepted")


def test_waiting_ends_when_the_time_is_up(client: httpx.Client) -> None:
    """Without a verdict in time, the object is answered as it stands: 202 to a POST, 200 to a GET."""
    response = client.post("/v1/submissions?wait=0.05", json=SUBMISSION)
    assert (response.status_code, response.json()["status"]) == (202, "queued")
    again = client.get(response.headers["location"], params={"wait": 0.05})
    assert (again.status_code, again.json()["status"]) == (200, "queued")


def test_a_finished_submission_is_not_waited_for(client: httpx.Client, place: Place) -> None:
    """Asking to wait for a verdict that is there answers at once."""
    [row] = place.submit("accepted")
    place.grade(row)
    assert client.get(f"/v1/submissions/{row.id}", params={"wait": 60}).json()["status"] == "finished"


@ON_BOTH_DATABASES
def test_waiting_holds_neither_a_thread_nor_a_connection(
    client: httpx.Client, url: str, app: FastAPI, place: Place
) -> None:
    """A hundred requests wait while the service answers others: no connection is taken, and no thread of their own."""
    count = 100
    database: Database = app.state.service.database
    headers = {"authorization": client.headers["authorization"]}
    rows = place.submit(*["accepted"] * count)
    before = threading.active_count()
    limits = httpx.Limits(max_connections=count)
    with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False, limits=limits) as many:
        works = [lambda row=row: many.get(f"/v1/submissions/{row.id}?wait=60") for row in rows]
        with in_background(*works) as futures:
            wait_until(lambda: waiting_for(app) == count)
            wait_until(lambda: database.engine.pool.checkedout() == 0)  # type: ignore[attr-defined]
            pool_threads = threading.active_count() - before - count
            # Those of the pool that reads run in, however many wait.
            assert pool_threads <= 40
            assert client.get("/v1/submissions").status_code == 200
            for row in rows:
                place.grade(row)
            bodies = [future.result().json() for future in futures]
    assert {body["status"] for body in bodies} == {"finished"}


def test_a_service_that_stops_answers_those_who_wait(deployment: Deployment, place: Place) -> None:
    """When the process is asked to stop, waiting requests are answered with what there is, and streams end."""
    stopping = threading.Event()
    app = create_app(deployment, stopping=stopping.is_set)
    [row] = place.submit("accepted")
    headers = {"authorization": f"Bearer {place.key_text}"}
    with (
        served(app) as url,
        httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as client,
        in_background(
            lambda: client.get(f"/v1/submissions/{row.id}?wait=60"),
            lambda: client.get(f"/v1/submissions/{row.id}/events"),
        ) as [waiting, following],
    ):
        wait_until(lambda: waiting_for(app) == 2)
        stopping.set()
        assert waiting.result().json()["status"] == "queued"
        assert "event: queued" in following.result().text


def parsed(stream: str) -> list[dict[str, Any]]:
    """Read server-sent events as a client does: name, id, data."""
    found = []
    for block in stream.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append({"event": fields["event"], "id": int(fields["id"]), **json.loads(fields["data"])})
    return found


@ON_BOTH_DATABASES
def test_a_submission_can_be_followed(client: httpx.Client, app: FastAPI, place: Place) -> None:
    """Events come in order as they happen, and the stream ends after the verdict."""
    [row] = place.submit("wrong")
    with in_background(lambda: client.get(f"/v1/submissions/{row.id}/events")) as [future]:
        wait_until(lambda: waiting_for(app) == 1)
        place.grade(row, "wrong_answer", 0.5)
        response = future.result()
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    lines = parsed(response.text)
    assert [line["event"] for line in lines] == ["queued", "running", "finished"]
    assert [line["verdict"] for line in lines] == [None, None, "wrong_answer"]
    assert (lines[-1]["code"], lines[-1]["score"], lines[-1]["submission"]) == ("WA", 0.5, row.id)


def test_a_client_that_comes_back_misses_nothing(client: httpx.Client, place: Place) -> None:
    """With `Last-Event-ID` the events after it are sent, and 204 once there is nothing more to come."""
    [row] = place.submit("accepted")
    place.grade(row)
    path = f"/v1/submissions/{row.id}/events"
    lines = parsed(client.get(path).text)
    rest = client.get(path, headers={"last-event-id": str(lines[0]["id"])})
    assert parsed(rest.text) == lines[1:]
    assert client.get(path, headers={"last-event-id": str(lines[-1]["id"])}).status_code == 204
    for nonsense in ("x", "-1", "1.5", "9" * 40, ""):
        assert parsed(client.get(path, headers={"last-event-id": nonsense}).text) == lines


def test_a_follower_may_stay_for_regrades(client: httpx.Client, app: FastAPI, place: Place) -> None:
    """With `follow`, the stream goes on after the verdict and tells of one that was set by hand."""
    [row] = place.submit("wrong")
    place.grade(row, "wrong_answer", 0.5)
    path = f"/v1/submissions/{row.id}"
    lines: list[str] = []
    with client.stream("GET", f"{path}/events?follow=true") as response:
        for line in response.iter_lines():
            lines.append(line)
            if line == "event: finished":
                client.post(f"{path}/override", json={"verdict": "accepted", "score": 1, "reason": "it is right"})
            if line == "event: regraded":
                break
    assert "event: regraded" in lines
    wait_until(lambda: waiting_for(app) == 0)


def test_a_silent_stream_says_that_it_lives(
    client: httpx.Client, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream without news sends a comment now and then, so that nothing between cuts it off."""
    monkeypatch.setattr(live, "KEEP_ALIVE_S", 0.0)
    monkeypatch.setattr(live, "_TURN_S", 0.01)
    [row] = place.submit("accepted")
    with client.stream("GET", f"/v1/submissions/{row.id}/events") as response:
        assert ": still here" in response.iter_lines()


def test_a_client_that_leaves_is_forgotten(client: httpx.Client, app: FastAPI, place: Place) -> None:
    """When the connection of a follower breaks, nothing of it stays behind."""
    [row] = place.submit("accepted")
    with client.stream("GET", f"/v1/submissions/{row.id}/events") as response:
        assert "event: queued" in response.iter_lines()
        assert waiting_for(app) == 1
    wait_until(lambda: waiting_for(app) == 0)


def test_events_that_were_forgotten_are_not_waited_for(client: httpx.Client, place: Place) -> None:
    """A finished submission whose events were forgotten is answered 204, not with a stream that never says anything."""
    [row] = place.submit("accepted")
    place.grade(row)
    with place.database.transaction() as session:
        session.execute(delete(Event).where(Event.submission_id == row.id))
    assert client.get(f"/v1/submissions/{row.id}/events").status_code == 204
