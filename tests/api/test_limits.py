"""How much is too much: for a key, for a learner, for the queue, for the database."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from fastapi import FastAPI

from grader.api.limits import QueueGauge, RateLimit
from grader.api.problems import Problem
from grader.store import StoreUnavailableError
from tests.api.conftest import SUBMISSION


def settings_with(**changes: object) -> pytest.MarkDecorator:
    """Run a test with other settings."""
    return pytest.mark.parametrize("settings", [changes], indirect=True)


def refused(response: httpx.Response, kind: str) -> int:
    """Hold an answer to its kind; returns the seconds in `Retry-After`."""
    assert response.json()["type"] == f"urn:torchgrader:problem:{kind}"
    seconds = int(response.headers["retry-after"])
    assert seconds >= 1
    return seconds


@settings_with(key_writes_per_minute=5)
def test_a_key_may_send_so_many_a_minute(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """A key that sends too much is answered 429 with when to come back; other keys are not."""
    answers = [client.post("/v1/submissions", json=SUBMISSION | {"learner": None}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429] * 2
    assert answers[0].headers["ratelimit-policy"] == '"writes";q=5;w=60'
    assert answers[0].headers["ratelimit"].startswith('"writes";r=4;t=')
    assert refused(answers[-1], "rate-limited") <= 12
    assert client.get("/v1/submissions").status_code == 200
    assert client.post("/v1/submissions", json=SUBMISSION, headers=key_for()).status_code == 202


@settings_with(key_writes_per_minute=10)
def test_a_batch_counts_as_its_programs(client: httpx.Client) -> None:
    """Sending programs together costs as much as sending them one by one."""
    batch = {"submissions": [SUBMISSION | {"learner": None}] * 8}
    assert client.post("/v1/submissions/batch", json=batch).status_code == 202
    refused(client.post("/v1/submissions/batch", json=batch), "rate-limited")
    assert len(client.get("/v1/submissions").json()["items"]) == 8


@settings_with(key_reads_per_minute=3)
def test_reading_has_a_limit_of_its_own(client: httpx.Client) -> None:
    """A key that only reads is limited as well, without keeping it from sending."""
    assert [client.get("/v1/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.post("/v1/submissions", json=SUBMISSION).status_code == 202


@settings_with(learner_programs_per_minute=2)
def test_a_learner_may_send_so_many_a_minute(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """One learner's flood is refused, whichever key of the tenant it comes with; other learners go on."""
    assert client.post("/v1/submissions", json=SUBMISSION).status_code == 202
    assert client.post("/v1/submissions", json=SUBMISSION, headers=key_for()).status_code == 202
    limited = client.post("/v1/submissions", json=SUBMISSION)
    assert refused(limited, "rate-limited") <= 30
    assert limited.headers["ratelimit-policy"].startswith('"learner"')
    assert client.post("/v1/submissions", json=SUBMISSION | {"learner": "ben"}).status_code == 202
    assert client.post("/v1/submissions", json=SUBMISSION | {"learner": None}).status_code == 202
    assert client.post("/v1/submissions", json=SUBMISSION, headers=key_for(tenant="college")).status_code == 202


@settings_with(queue_limit=3)
def test_a_full_queue_takes_no_more(client: httpx.Client) -> None:
    """While too many submissions wait, new ones are answered 503 with when to come back, and nothing is stored."""
    codes = [client.post("/v1/submissions", json=SUBMISSION).status_code for _ in range(5)]
    assert codes == [202, 202, 202, 503, 503]
    response = client.post("/v1/submissions/batch", json={"submissions": [SUBMISSION]})
    refused(response, "queue-full")
    assert len(client.get("/v1/submissions").json()["items"]) == 3


@settings_with(queue_limit=3)
def test_a_repetition_is_answered_while_the_queue_is_full(client: httpx.Client) -> None:
    """Who asks again for what was stored gets its answer, however full the queue is."""
    headers = {"idempotency-key": "k"}
    first = client.post("/v1/submissions", json=SUBMISSION, headers=headers)
    for _ in range(4):
        client.post("/v1/submissions", json=SUBMISSION)
    assert client.post("/v1/submissions", json=SUBMISSION, headers=headers).json() == first.json()


def test_a_database_that_is_away_is_said_so(
    client: httpx.Client, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Requests that come while the database cannot be reached are answered 503 with when to come back."""
    client.get("/v1/me")

    def away() -> None:
        raise StoreUnavailableError("cut off")

    for name in ("transaction", "reading"):
        monkeypatch.setattr(app.state.service.database, name, away)
    refused(client.post("/v1/submissions", json=SUBMISSION), "unavailable")
    refused(client.get("/v1/submissions"), "unavailable")
    refused(client.get("/v1/me", headers={"authorization": "Bearer tg_" + "A" * 43}), "unavailable")
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert "grader_database_up 0.0" in client.get("/metrics").text


def test_tokens_come_back_with_time() -> None:
    """A bucket fills again, evenly, up to one minute's worth."""
    now = [0.0]
    limit = RateLimit("test", 60, clock=lambda: now[0])
    for _ in range(60):
        limit.charge("a")
    with pytest.raises(Problem):
        limit.charge("a")
    now[0] += 1.5
    limit.charge("a")
    with pytest.raises(Problem):
        limit.charge("a")
    now[0] += 3600
    limit.charge("a", tokens=60)
    with pytest.raises(Problem):
        limit.charge("a")


def test_several_subjects_are_charged_together_or_not_at_all() -> None:
    """If one of several has too few tokens, none loses any."""
    limit = RateLimit("test", 2, clock=lambda: 0.0)
    limit.charge("a", tokens=2)
    with pytest.raises(Problem):
        limit.charge_each({("b",): 1, ("a",): 1})
    limit.charge("b", tokens=2)


def test_more_than_a_minutes_worth_is_not_refused_for_ever() -> None:
    """A batch larger than the limit goes through when the bucket is full."""
    limit = RateLimit("test", 2, clock=lambda: 0.0)
    limit.charge("a", tokens=500)
    with pytest.raises(Problem):
        limit.charge("a")


def test_buckets_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many learners there are, the memory for them is bounded."""
    monkeypatch.setattr("grader.api.limits._MOST_BUCKETS", 3)
    limit = RateLimit("test", 1, clock=lambda: 0.0)
    for number in range(10):
        limit.charge(str(number))
    assert len(limit._buckets) == 3
    with pytest.raises(Problem):
        limit.charge("9")


def test_the_gauge_counts_on_between_counts() -> None:
    """Between two counts of the queue, what is let in is added up."""
    now = [0.0]
    gauge = QueueGauge(10, clock=lambda: now[0])
    assert gauge.is_stale()
    gauge.note_count(4)
    assert not gauge.is_stale()
    gauge.admit(6)
    with pytest.raises(Problem):
        gauge.admit(1)
    now[0] += 10
    assert gauge.is_stale()
    gauge.note_count(0)
    gauge.admit(1)
