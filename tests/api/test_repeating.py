"""Requests that come twice: an Idempotency-Key makes them one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
from sqlalchemy import text

from grader.statuses import Scope
from tests.api.conftest import ON_BOTH_DATABASES, SUBMISSION, row_of
from tests.service.fakes import Place

pytestmark = ON_BOTH_DATABASES


def sent(client: httpx.Client, key: str, **changes: object) -> httpx.Response:
    """Send a submission under an Idempotency-Key."""
    return client.post("/v1/submissions", json=SUBMISSION | changes, headers={"idempotency-key": key})


def test_a_repeated_request_is_stored_once(client: httpx.Client) -> None:
    """The same request under the same key is answered as the first was, and stored once."""
    first = sent(client, '"8e03978e"')
    again = sent(client, "8e03978e")
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert again.headers["location"] == first.headers["location"]
    assert ("idempotency-replayed" in first.headers, again.headers["idempotency-replayed"]) == (False, "true")
    assert len(client.get("/v1/submissions").json()["items"]) == 1


def test_the_same_meaning_is_the_same_request(client: httpx.Client) -> None:
    """What counts is what a body says, not how it was written."""
    first = sent(client, "k")
    body = '{ "learner": "anna",\n "locale": "en", "exercise": "detach", "source": "\\u0061ccepted" }'
    headers = {"idempotency-key": "k", "content-type": "application/json"}
    assert client.post("/v1/submissions", content=body, headers=headers).json() == first.json()


def test_a_key_with_another_request_is_refused(client: httpx.Client) -> None:
    """A key that was used for another body, or another endpoint, is answered 422, and nothing is stored."""
    sent(client, "k")
    for changes in ({"source": "wrong"}, {"learner": "ben"}, {"locale": "de"}):
        refused = sent(client, "k", **changes)
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:torchgrader:problem:idempotency-key-reused")
    batch = client.post("/v1/submissions/batch", json={"submissions": [SUBMISSION]}, headers={"idempotency-key": "k"})
    assert batch.status_code == 422
    assert len(client.get("/v1/submissions").json()["items"]) == 1


def test_keys_of_two_callers_are_two_keys(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """An Idempotency-Key belongs to the API key that it came with."""
    first = sent(client, "k")
    headers = key_for(Scope.SUBMIT) | {"idempotency-key": "k"}
    second = client.post("/v1/submissions", json=SUBMISSION | {"source": "wrong"}, headers=headers)
    assert second.status_code == 202
    assert second.json()["id"] != first.json()["id"]


def test_a_repeated_batch_is_stored_once(client: httpx.Client) -> None:
    """A batch under a key is stored once, too."""
    body = {"submissions": [SUBMISSION, SUBMISSION]}
    first, again = (client.post("/v1/submissions/batch", json=body, headers={"idempotency-key": "b"}) for _ in range(2))
    assert first.json() == again.json()
    assert len(client.get("/v1/submissions").json()["items"]) == 2


def test_a_refused_request_uses_no_key_up(client: httpx.Client) -> None:
    """A request that was refused may be mended and sent under the same key."""
    assert sent(client, "k", exercise="detatch").status_code == 422
    assert sent(client, "k").status_code == 202


def test_a_race_stores_once(client: httpx.Client, url: str) -> None:
    """The same request sent many times at once is stored once, and every sender gets the same id or may try again."""
    headers = {"authorization": client.headers["authorization"], "idempotency-key": "race"}

    def send(_: int) -> httpx.Response:
        return httpx.post(f"{url}/v1/submissions", json=SUBMISSION, headers=headers, trust_env=False, timeout=30)

    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(send, range(16)))
    assert {response.status_code for response in responses} <= {202, 409}
    assert len({response.json()["id"] for response in responses if response.status_code == 202}) == 1
    assert len(client.get("/v1/submissions").json()["items"]) == 1


def test_a_repetition_may_wait(client: httpx.Client) -> None:
    """A repetition that waits is answered with the first request's submission as it stands."""
    first = sent(client, "k").json()["id"]
    response = client.post("/v1/submissions?wait=0.05", json=SUBMISSION, headers={"idempotency-key": "k"})
    assert (response.status_code, response.json()["id"]) == (202, first)


def test_a_repetition_shows_nothing_that_was_erased(client: httpx.Client, place: Place) -> None:
    """After a learner's data were erased, not even the repeated answer to the first request holds the id."""
    first = sent(client, "k").json()
    place.grade(row_of(place, first["id"]))
    assert sent(client, "k").json() == first
    client.post("/v1/erasures", json={"learner": "anna"})
    again = sent(client, "k")
    assert (again.status_code, again.json()["id"], again.json()["learner"]) == (202, first["id"], None)
    with place.database.reading() as session:
        assert "anna" not in str(session.execute(text("SELECT * FROM idempotency_keys")).all())
