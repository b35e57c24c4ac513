"""Sending programs over HTTP, and reading what became of them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from grader.models import Attempt
from grader.statuses import Scope
from tests.api.conftest import ON_BOTH_DATABASES, SUBMISSION, row_of
from tests.service.fakes import Place


def test_a_submission_is_answered_with_where_its_verdict_will_be(client: httpx.Client) -> None:
    """A program that was taken is answered 202 with its id, its status and its address."""
    response = client.post("/v1/submissions", json=SUBMISSION)
    assert response.status_code == 202
    body = response.json()
    assert response.headers["location"] == f"/v1/submissions/{body['id']}"
    assert (body["status"], body["exercise"], body["learner"]) == ("queued", "detach", "anna")
    assert (body["attempt"], body["attempts"]) == (None, [])
    assert client.get(response.headers["location"]).json() == body


@ON_BOTH_DATABASES
def test_a_finished_submission_shows_the_attempt_that_counts(client: httpx.Client, place: Place) -> None:
    """After the verdict the submission holds the attempt with its feedback, and a list of attempts."""
    submission_id = client.post("/v1/submissions", json=SUBMISSION).json()["id"]
    place.grade(row_of(place, submission_id), "wrong_answer", 0.5)
    body = client.get(f"/v1/submissions/{submission_id}").json()
    assert (body["status"], body["verdict"], body["code"], body["score"]) == ("finished", "wrong_answer", "WA", 0.5)
    attempt = body["attempt"]
    assert (attempt["verdict"], attempt["code"], attempt["exercise_version"]) == ("wrong_answer", "WA", "sha256:one")
    assert [each["number"] for each in body["attempts"]] == [1]
    shown = client.get(f"/v1/submissions/{submission_id}/attempts/{attempt['id']}").json()
    assert shown == attempt


@pytest.mark.parametrize(
    "program, kept",
    [
        ({"source": "x = 'ä'\n"}, "x = 'ä'\n".encode()),
        ({"source": "a\x00b"}, b"a\x00b"),
        ({"source": ""}, b""),
        ({"source_base64": base64.b64encode(b"\xff\xfe\x00").decode()}, b"\xff\xfe\x00"),
        ({"source_base64": "", "source": None}, b""),
    ],
)
def test_a_program_is_kept_byte_by_byte(client: httpx.Client, program: dict[str, Any], kept: bytes) -> None:
    """Whatever bytes a program has, they are stored and given back as they were sent."""
    response = client.post("/v1/submissions", json={"exercise": "detach"} | program)
    assert response.status_code == 202
    source = client.get(f"{response.headers['location']}/source")
    assert (source.content, source.headers["content-type"]) == (kept, "application/octet-stream")
    assert source.headers["content-disposition"].startswith("attachment")


@ON_BOTH_DATABASES
def test_a_lone_surrogate_in_a_program_is_the_learners(client: httpx.Client) -> None:
    """A program with a lone surrogate is taken: its verdict will say that it is no text."""
    content = b'{"exercise": "detach", "source": "x = \'\\ud800\'"}'
    response = client.post("/v1/submissions", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 202
    assert client.get(f"{response.headers['location']}/source").content == b"x = '\xed\xa0\x80'"


def test_a_batch_is_answered_in_order(client: httpx.Client) -> None:
    """The answers to a batch stand in the order in which its programs were sent."""
    batch = [SUBMISSION | {"learner": f"learner-{number}"} for number in range(20)]
    response = client.post("/v1/submissions/batch", json={"submissions": batch})
    assert response.status_code == 202
    assert [each["learner"] for each in response.json()["submissions"]] == [each["learner"] for each in batch]


@ON_BOTH_DATABASES
def test_a_batch_is_stored_all_or_none(client: httpx.Client) -> None:
    """One program that cannot be taken keeps the whole batch out, and the answer points at it."""
    batch = [SUBMISSION, SUBMISSION | {"exercise": "unknown"}]
    response = client.post("/v1/submissions/batch", json={"submissions": batch})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/submissions/1/exercise"
    assert client.get("/v1/submissions").json()["items"] == []


@pytest.mark.parametrize("count", [0, 501])
def test_a_batch_has_a_size(client: httpx.Client, count: int) -> None:
    """A batch holds 1 to 500 programs."""
    response = client.post("/v1/submissions/batch", json={"submissions": [SUBMISSION] * count})
    assert response.status_code == 422


@ON_BOTH_DATABASES
def test_a_list_is_filtered_and_paged(client: httpx.Client) -> None:
    """Filters and cursors give every fitting submission once, newest first."""
    for number in range(7):
        client.post("/v1/submissions", json=SUBMISSION | {"learner": "anna" if number % 2 else "ben"})
    seen, cursor = [], None
    while True:
        parameters = {"learner": "ben", "limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/submissions", params=parameters).json()
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [each["learner"] for each in seen] == ["ben"] * 4
    assert [each["id"] for each in seen] == sorted((each["id"] for each in seen), reverse=True)


def test_feedback_comes_in_the_language_that_is_asked_for(client: httpx.Client) -> None:
    """A submission keeps its language, and one that is unknown is refused."""
    assert client.post("/v1/submissions", json=SUBMISSION | {"locale": "de"}).json()["locale"] == "de"
    assert client.post("/v1/submissions", json=SUBMISSION | {"locale": "fr"}).status_code == 422
    location = client.post("/v1/submissions", json=SUBMISSION).headers["location"]
    assert client.get(location, params={"locale": "tr"}).status_code == 200
    assert client.get(location, params={"locale": "xx"}).status_code == 422


def test_other_tenants_see_nothing(client: httpx.Client, key_for: Callable[..., dict[str, str]], place: Place) -> None:
    """Another tenant's id is answered like one that does not exist: 404, for every way to use it."""
    submission_id = client.post("/v1/submissions", json=SUBMISSION).json()["id"]
    attempt = place.grade(row_of(place, submission_id))
    client.headers.update(key_for(tenant="college"))
    base = f"/v1/submissions/{submission_id}"
    reads = [base, f"{base}/source", f"{base}/events", f"{base}/attempts/{attempt.id}", f"{base}?wait=1"]
    assert [client.get(path).status_code for path in reads] == [404] * len(reads)
    assert client.post(f"{base}/retry").status_code == 404
    verdict = {"verdict": "accepted", "score": 1, "reason": "mine"}
    assert client.post(f"{base}/override", json=verdict).status_code == 404
    assert client.post("/v1/erasures", json={"learner": "anna"}).status_code == 404
    assert client.get("/v1/submissions").json()["items"] == []
    assert client.get("/v1/deliveries", params={"submission": submission_id}).json()["items"] == []


@ON_BOTH_DATABASES
def test_an_attempt_under_inspection_is_for_rejudgers(
    client: httpx.Client, key_for: Callable[..., dict[str, str]], place: Place
) -> None:
    """What a rejudging found is not shown to keys that may only submit, before it is applied."""
    submission_id = client.post("/v1/submissions", json=SUBMISSION).json()["id"]
    place.grade(row_of(place, submission_id))
    made = client.post("/v1/rejudgings", json={"exercise": "detach", "reason": "look again"})
    assert made.status_code == 201
    with place.database.reading() as session:
        pending = session.scalars(select(Attempt.id).where(Attempt.rejudging_id == made.json()["id"])).one()
    path = f"/v1/submissions/{submission_id}/attempts/{pending}"
    assert client.get(path).status_code == 200
    assert client.get(path, headers=key_for(Scope.SUBMIT)).status_code == 404
    assert client.get(path, headers=key_for(Scope.SUBMIT, Scope.REJUDGE)).status_code == 200
