"""Requests that are wrong in every way we could think of. None is answered 500, and each answer says what to do."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from grader.api.problems import KINDS
from grader.models import SHARED_TENANT
from grader.schemas.values import PROGRAM_BYTES
from grader.store import exercises, fleet
from tests.api.conftest import ON_BOTH_DATABASES, SUBMISSION
from tests.service.fakes import CONTENT, Place

JSON = {"content-type": "application/json"}
ID = "01KAJ8Q0Z5M3N8V2R7T4W6X9YB"


def problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    """Hold an answer to RFC 9457, and return it."""
    body: dict[str, Any] = response.json()
    assert (response.status_code, body["type"]) == (status, f"urn:torchgrader:problem:{kind}")
    assert response.headers["content-type"] == "application/problem+json"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"not json",
        b'{"exercise": "detach", "source": "x"',
        b'\xff\xfe{"exercise"',
        b'{"exercise": "\xff"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"exercise": ' + b"9" * 10_000 + b"}",
    ],
)
def test_broken_json_is_refused(shared_client: httpx.Client, content: bytes) -> None:
    """A body that is no JSON, or JSON made to break its reader, is the caller's mistake."""
    response = shared_client.post("/v1/submissions", content=content, headers=JSON)
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("content", [b"null", b"[]", b"3", b'"detach"', b"true", b"{}", b'{"source": "x"}'])
def test_json_of_another_shape_is_refused(shared_client: httpx.Client, content: bytes) -> None:
    """JSON that is no submission is answered with what is missing."""
    body = problem(shared_client.post("/v1/submissions", content=content, headers=JSON), 422, "invalid")
    assert body["errors"]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "nonsense",
        None,
    ],
)
def test_another_content_type_is_refused(shared_client: httpx.Client, content_type: str | None) -> None:
    """A body that does not say it is JSON is answered 415, even if it is."""
    headers = {} if content_type is None else {"content-type": content_type}
    response = shared_client.post("/v1/submissions", content=json.dumps(SUBMISSION), headers=headers)
    problem(response, 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "change, pointer",
    [
        ({"exercise": 3}, "/exercise"),
        ({"exercise": "Detach"}, "/exercise"),
        ({"exercise": "../../etc"}, "/exercise"),
        ({"exercise": "a" * 81}, "/exercise"),
        ({"source": None}, ""),
        ({"source": 3}, "/source"),
        ({"source": ["x"]}, "/source"),
        ({"source_base64": "eA=="}, ""),
        ({"source": None, "source_base64": "%%%"}, "/source_base64"),
        ({"source": None, "source_base64": "ä"}, "/source_base64"),
        ({"learner": ""}, "/learner"),
        ({"learner": "a\x00b"}, "/learner"),
        ({"learner": "a\x1b[31mb"}, "/learner"),
        ({"learner": "a\u202eb"}, "/learner"),
        ({"learner": "x" * 201}, "/learner"),
        ({"locale": "xx"}, "/locale"),
        ({"device": "tpu"}, "/device"),
        ({"device": "cuda:0"}, "/device"),
        ({"leaner": "anna"}, "/leaner"),
        ({"a/b~c": 1}, "/a~1b~0c"),
    ],
)
def test_a_wrong_value_is_pointed_at(shared_client: httpx.Client, change: dict[str, Any], pointer: str) -> None:
    """The answer names the value that is wrong, and does not repeat it."""
    body = problem(shared_client.post("/v1/submissions", json=SUBMISSION | change), 422, "invalid")
    assert body["errors"][0]["pointer"] == pointer
    assert "\x1b" not in body["detail"]


def test_a_lone_surrogate_in_a_name_is_refused(shared_client: httpx.Client) -> None:
    """A name that no text can hold is answered 422, in text that can be read."""
    content = b'{"exercise": "detach", "source": "x", "learner": "\\ud800"}'
    body = problem(shared_client.post("/v1/submissions", content=content, headers=JSON), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/learner"
    content = b'{"exercise": "detach", "source": "x", "\\udfff": 1}'
    problem(shared_client.post("/v1/submissions", content=content, headers=JSON), 422, "invalid")


def test_an_unknown_exercise_is_refused(shared_client: httpx.Client) -> None:
    """A submission for an exercise that the tenant does not see is not stored."""
    body = problem(
        shared_client.post("/v1/submissions", json=SUBMISSION | {"exercise": "detatch"}), 422, "unknown-exercise"
    )
    assert "detatch" in body["detail"]


def test_a_device_that_nothing_serves_is_refused(shared_client: httpx.Client) -> None:
    """A submission for a device without a worker would wait for ever, so it is not taken."""
    problem(shared_client.post("/v1/submissions", json=SUBMISSION | {"device": "cuda"}), 422, "device-unavailable")
    order = {"exercise": "detach", "reason": "another device", "device": "cuda"}
    problem(shared_client.post("/v1/rejudgings", json=order), 422, "device-unavailable")


def test_a_device_that_the_exercise_does_not_list_is_refused(client: httpx.Client, place: Place) -> None:
    """A program for a device that its exercise is not for is not stored, though a worker serves the device."""
    content = replace(CONTENT, version="sha256:two", files=CONTENT.files | {"exercise.toml": b'devices = ["cpu"]'})
    with place.database.transaction() as session:
        fleet.register(session, fleet.WorkerIdentity("here", "1:1", "cuda", 1, {}))
        other = replace(content, slug="anywhere", files=CONTENT.files)
        exercises.publish(session, SHARED_TENANT, content, activate=True, actor="test")
        exercises.publish(session, SHARED_TENANT, other, activate=True, actor="test")
    wanted = SUBMISSION | {"device": "cuda"}
    body = problem(client.post("/v1/submissions", json=wanted), 422, "device-not-listed")
    assert body["errors"] == [{"pointer": "/device", "detail": "detach is not for cuda: it lists cpu"}]
    batch = {"submissions": [SUBMISSION, wanted]}
    body = problem(client.post("/v1/submissions/batch", json=batch), 422, "device-not-listed")
    assert body["errors"][0]["pointer"] == "/submissions/1/device"
    assert client.get("/v1/submissions").json()["items"] == []
    order = {"exercise": "detach", "reason": "another device", "device": "cuda"}
    assert "it lists cpu" in problem(client.post("/v1/rejudgings", json=order), 409, "conflict")["detail"]
    assert client.post("/v1/submissions", json=wanted | {"exercise": "anywhere"}).status_code == 202


@pytest.mark.parametrize(
    "callback_url",
    [
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "ftp://lms.example/",
        "nonsense",
        "http://a:b@c.example/",
    ],
)
def test_a_callback_that_must_not_be_reached_is_refused(shared_client: httpx.Client, callback_url: str) -> None:
    """A callback to a private address, or to none, is refused when the program is sent."""
    response = shared_client.post("/v1/submissions", json=SUBMISSION | {"callback_url": callback_url})
    assert problem(response, 422, "callback-refused")["errors"][0]["pointer"] == "/callback_url"
    response = shared_client.post(
        "/v1/submissions/batch", json={"submissions": [SUBMISSION | {"callback_url": callback_url}]}
    )
    assert problem(response, 422, "callback-refused")["errors"][0]["pointer"] == "/submissions/0/callback_url"


def test_a_program_may_be_large_but_not_larger(client: httpx.Client) -> None:
    """A program of a mebibyte is taken, in either form; one byte more is refused."""
    for program in (b"#" * PROGRAM_BYTES, b"\xff" * PROGRAM_BYTES):
        body = {"exercise": "detach", "source_base64": base64.b64encode(program).decode()}
        assert client.post("/v1/submissions", json=body).status_code == 202
    assert client.post("/v1/submissions", json=SUBMISSION | {"source": "\x01" * PROGRAM_BYTES}).status_code == 202
    response = client.post("/v1/submissions", json=SUBMISSION | {"source": "#" * (PROGRAM_BYTES + 1)})
    assert problem(response, 422, "invalid")["errors"][0]["pointer"] == "/source"


@pytest.mark.parametrize(
    "path, size",
    [
        ("/v1/submissions", 8 << 20),
        ("/v1/submissions/batch", 17 << 20),
        ("/v1/keys", 65 << 10),
        ("/v1/rejudgings", 65 << 10),
        ("/v1/exercises/detach/versions", 5 << 20),
    ],
)
def test_a_huge_body_is_refused_before_it_is_read(shared_client: httpx.Client, path: str, size: int) -> None:
    """A body that announces too much is answered 413 before it is sent."""
    parts = urlsplit(str(shared_client.base_url))
    head = (
        f"POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: {shared_client.headers['authorization']}\r\n"
        f"content-type: {'application/zip' if 'versions' in path else 'application/json'}\r\ncontent-length: {size}\r\n\r\n"
    )
    answered = b""
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
        connection.sendall(head.encode() + b" " * 1024)
        while piece := connection.recv(65536):
            answered += piece
    assert answered.startswith(b"HTTP/1.1 413"), answered[:100]
    assert b"application/problem+json" in answered


def test_a_body_without_a_length_is_counted(shared_client: httpx.Client) -> None:
    """A body that is sent piece by piece is cut off where it becomes too large."""

    def pieces() -> Iterator[bytes]:
        yield b'{"name": "'
        for _ in range(200):
            yield b"x" * 1024

    response = shared_client.post("/v1/keys", content=pieces(), headers=JSON)
    problem(response, 413, "too-large")


ABSENT = (
    "/v1/submissions/x",
    f"/v1/submissions/sub_{ID.lower()}",
    f"/v1/submissions/sub_{ID}%00",
    "/v1/submissions/%ff%fe",
    f"/v1/submissions/sub_{ID}%0a",
    f"/v1/submissions/sub_{ID}",
    "/v1/exercises/%2e%2e%2fdetach",
    "/v1/exercises/unknown",
    "/v1/exercises/detach/versions/latest",
    "/v1/rejudgings/1",
    f"/v1/deliveries/msg_{ID}",
    "/v1/keys/'",
    "/v1/submissions/" + "x" * 5000,
)


@ON_BOTH_DATABASES
def test_an_id_that_does_not_exist_is_not_found(client: httpx.Client) -> None:
    """Whatever stands in the place of an id is answered 404 if it is none."""
    for path in ABSENT:
        problem(client.get(path), 404, "not-found")


WRONG_PARAMETERS = (
    "limit=0",
    "limit=201",
    "limit=x",
    "limit=1e3",
    "cursor=",
    "cursor=%00",
    "cursor=AAAA",
    "cursor=" + "A" * 501,
    "cursor=MTphAGI",
    "status=done",
    "verdict=correct",
    "since=yesterday",
    "since=2026-11-21T09:00:00",
    "since=0001-01-01T00:00:00%2B14:00",
    "until=9999-12-31T23:59:59-14:00",
    "since=99999999999999999999",
    "learner=%00",
    "exercise=%27",
    "leaner=anna",
)


@ON_BOTH_DATABASES
def test_a_wrong_parameter_is_refused(client: httpx.Client) -> None:
    """A parameter that is wrong, or that nobody knows, is answered 422 with its name."""
    for query in WRONG_PARAMETERS:
        response = client.get(f"/v1/submissions?{query}")
        found = response.json()["errors"][0]["parameter"]
        assert (response.status_code, found) == (422, query.partition("=")[0]), query
    # Bytes that are no text are read as replacement characters, which are a text.
    assert client.get("/v1/submissions?learner=%ed%a0%80").status_code == 200


@pytest.mark.parametrize("wait", ["-1", "61", "nan", "inf", "x", "1e400"])
def test_waiting_has_bounds(shared_client: httpx.Client, wait: str) -> None:
    """A request waits for 0 to 60 seconds."""
    problem(shared_client.post("/v1/submissions", json=SUBMISSION, params={"wait": wait}), 422, "invalid")


@pytest.mark.parametrize("header", ["", '""', "ä", "a\tb", "x" * 256, '"unfinished', 'a"b'])
def test_a_malformed_idempotency_key_is_refused(shared_client: httpx.Client, header: str) -> None:
    """An Idempotency-Key is printable ASCII of a bounded length."""
    headers = {b"idempotency-key": header.encode("latin-1")}
    response = shared_client.post("/v1/submissions", json=SUBMISSION, headers=headers)
    assert problem(response, 422, "invalid")["errors"][0]["header"] == "Idempotency-Key"


@pytest.mark.parametrize(
    "method, path", [("PUT", "/v1/submissions"), ("DELETE", "/v1/exercises"), ("POST", "/healthz")]
)
def test_a_method_that_is_not_there_is_named(shared_client: httpx.Client, method: str, path: str) -> None:
    """A path that exists, asked with a method that it does not have, is answered 405 with those it has."""
    response = shared_client.request(method, path)
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"]


def test_a_method_nobody_knows_is_refused(shared_client: httpx.Client) -> None:
    """Any word may be sent as a method, and none breaks anything."""
    for method in ("BREW", "TRACE", "PROPFIND", "CONNECT"):
        assert shared_client.request(method, "/v1/submissions").status_code in (400, 404, 405)
        assert shared_client.request(method, "/healthz").status_code in (400, 404, 405)


@pytest.mark.parametrize("content_encoding", ["gzip", "br", "deflate"])
def test_a_compressed_body_is_refused(shared_client: httpx.Client, content_encoding: str) -> None:
    """Bodies are taken as they are; a compressed one is no JSON."""
    headers = JSON | {"content-encoding": content_encoding}
    response = shared_client.post("/v1/submissions", content=b"\x1f\x8b\x08\x00", headers=headers)
    assert response.status_code in (400, 415)


def test_an_accident_of_ours_is_not_shown(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What breaks inside is answered 500 with a number that finds it in the log, and with nothing else."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("grader.api.exercises.exercises.list_active", broken)
    response = client.get("/v1/exercises")
    body = problem(response, 500, "internal")
    assert "secret" not in response.text
    assert body["incident"] in caplog.text


def test_kinds_of_problems_are_told_apart() -> None:
    """Every kind of problem has a name of its own, and says when it happens."""
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(kind.when.endswith(".") for kind in KINDS)
