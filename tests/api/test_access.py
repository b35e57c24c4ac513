"""Who gets in, and what a key may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from grader.api import openapi_document
from grader.api.gate import TRUSTED_S, KeyRing
from grader.api.service import Service
from grader.statuses import Scope
from grader.store import tenants
from tests.api.conftest import SUBMISSION
from tests.service.fakes import Place

ENDPOINTS = [
    (method.upper(), path)
    for path, operations in openapi_document()["paths"].items()
    if path.startswith("/v1/")
    for method in operations
]
ID = "01KAJ8Q0Z5M3N8V2R7T4W6X9YB"


def filled(path: str) -> str:
    """Put an id or name that could exist into every place of a path."""
    names = {
        "{submission_id}": f"sub_{ID}",
        "{attempt_id}": f"att_{ID}",
        "{rejudging_id}": f"rej_{ID}",
        "{delivery_id}": f"msg_{ID}",
        "{key_id}": f"key_{ID}",
        "{secret_id}": f"whs_{ID}",
        "{slug}": "detach",
        "{version}": f"ver_{ID}",
    }
    for name, value in names.items():
        path = path.replace(name, value)
    assert "{" not in path
    return path


def test_every_endpoint_asks_for_a_key(shared_client: httpx.Client) -> None:
    """No endpoint below /v1 answers without a key, and the answer says how to send one."""
    del shared_client.headers["authorization"]
    for method, path in ENDPOINTS:
        response = shared_client.request(method, filled(path))
        assert response.status_code == 401, path
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "authorization",
    [
        b"",
        b"Bearer",
        b"Bearer x",
        b"Basic dXNlcjpwYXNzd29yZA==",
        b"Bearer tg_" + b"A" * 43,
        b"Bearer tg_" + b"A" * 4000,
        b"Bearer tg_\xff\xfe",
        b"Bearer tg_' OR 1=1 --",
    ],
)
def test_a_wrong_key_is_refused(shared_client: httpx.Client, authorization: bytes) -> None:
    """What is no key of ours is answered 401, whatever it looks like."""
    response = shared_client.get("/v1/exercises", headers={b"authorization": authorization})
    assert response.status_code == 401
    assert response.json()["type"] == "urn:torchgrader:problem:unauthenticated"


def test_a_path_below_the_gate_that_does_not_exist_asks_for_a_key_too(client: httpx.Client, url: str) -> None:
    """Without a key nobody learns which paths there are; with one they are 404."""
    assert httpx.get(f"{url}/v1/nothing", trust_env=False, timeout=60).status_code == 401
    assert client.get("/v1/nothing").status_code == 404


def test_the_document_is_open(url: str) -> None:
    """The OpenAPI document, health, readiness and metrics are read without a key."""
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as stranger:
        assert stranger.get("/v1/openapi.json").json()["openapi"].startswith("3.")
        assert stranger.get("/healthz").json() == {"status": "ok"}
        assert stranger.get("/metrics").status_code == 200
        assert stranger.get("/readyz").status_code in (200, 503)


def test_a_revoked_key_is_refused_at_once(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """A key that was just used and is then revoked through the API gets nothing more."""
    headers = key_for(Scope.SUBMIT)
    key_id = client.get("/v1/me", headers=headers).json()["key"]
    revoked = client.delete(f"/v1/keys/{key_id}").json()
    assert revoked["revoked_at"] is not None
    assert client.get("/v1/me", headers=headers).status_code == 401
    assert client.delete(f"/v1/keys/{key_id}").json()["revoked_at"] == revoked["revoked_at"]


def test_a_key_is_believed_for_a_moment_only(place: Place) -> None:
    """A key that was revoked by another process is asked for again after that moment."""
    now = [0.0]
    ring = KeyRing(place.database, clock=lambda: now[0])
    assert ring.recall(place.key_text) is None
    assert ring.look_up(place.key_text) is not None
    with place.database.transaction() as session:
        tenants.revoke_key(session, place.tenant_id, place.key_id, actor="test")
    assert ring.recall(place.key_text) is not None
    now[0] += TRUSTED_S
    assert ring.recall(place.key_text) is None
    assert ring.look_up(place.key_text) is None


def test_an_expired_key_is_refused(client: httpx.Client, place: Place) -> None:
    """A key past its time gets nothing, and one that expires in the past cannot be made."""
    with place.database.transaction() as session:
        made = tenants.create_key(
            session, place.tenant_id, [Scope.SUBMIT], expires_at=datetime.now(UTC) - timedelta(seconds=1), actor="test"
        )
    assert client.get("/v1/me", headers={"authorization": f"Bearer {made.text}"}).status_code == 401
    body = {"scopes": ["submit"], "expires_at": "2020-01-01T00:00:00Z"}
    assert client.post("/v1/keys", json=body).json()["errors"][0]["pointer"] == "/expires_at"


ALLOWED = {
    Scope.SUBMIT: {
        "GET /v1/me",
        "GET /v1/exercises",
        "POST /v1/submissions",
        "GET /v1/submissions",
        "GET /v1/deliveries",
    },
    Scope.AUTHOR: {"GET /v1/me", "GET /v1/exercises", "GET /v1/exercises/detach/versions"},
    Scope.REJUDGE: {
        "GET /v1/me",
        "GET /v1/exercises",
        "GET /v1/submissions",
        "GET /v1/exercises/detach/versions",
        "GET /v1/rejudgings",
        "GET /v1/internal-errors",
    },
    Scope.ADMIN: {
        "GET /v1/me",
        "GET /v1/exercises",
        "GET /v1/submissions",
        "GET /v1/deliveries",
        "GET /v1/keys",
        "GET /v1/webhook-secrets",
        "GET /v1/audit",
    },
}


@pytest.mark.parametrize("scope", list(Scope))
def test_a_key_does_what_its_scope_says_and_no_more(
    client: httpx.Client, key_for: Callable[..., dict[str, str]], scope: Scope
) -> None:
    """Each scope opens its own endpoints; the others answer 403 and name the scope that is needed."""
    headers = key_for(scope)
    for request in sorted(set().union(*ALLOWED.values())):
        method, path = request.split()
        response = client.request(method, path, headers=headers, json=SUBMISSION if method == "POST" else None)
        if request in ALLOWED[scope]:
            assert response.is_success, request
        else:
            assert response.status_code == 403, request
            assert scope not in response.json()["scopes"]
            assert "insufficient_scope" in response.headers["www-authenticate"]


def test_a_key_that_submits_sees_no_reference(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """Statements and starters are for everybody; references, checks and proofs for authors only."""
    headers = key_for(Scope.SUBMIT)
    shown = client.get("/v1/exercises/detach", headers=headers).json()
    assert set(shown) == {"slug", "version", "kind", "title", "tags", "statements", "starter"}
    for path in ("versions", "versions/sha256:one", "versions/sha256:one/archive"):
        assert client.get(f"/v1/exercises/detach/{path}", headers=headers).status_code in (403, 404)


def test_the_last_use_of_a_key_is_noted(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """An operator sees when a key was last used."""
    headers = key_for(Scope.SUBMIT)
    key_id = client.get("/v1/me", headers=headers).json()["key"]
    assert client.get(f"/v1/keys/{key_id}").json()["last_used_at"] is not None


def test_a_rotated_key_goes_on_for_a_while(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """A successor has the same scopes; the old key works until the overlap is over, and is rotated once."""
    old = key_for(Scope.SUBMIT)
    key_id = client.get("/v1/me", headers=old).json()["key"]
    made = client.post(f"/v1/keys/{key_id}/rotate", json={"overlap_s": 3600})
    assert made.status_code == 201
    new = {"authorization": f"Bearer {made.json()['key']}"}
    assert client.get("/v1/me", headers=new).json()["scopes"] == ["submit"]
    assert client.get("/v1/me", headers=old).status_code == 200
    assert client.get(f"/v1/keys/{key_id}").json()["replaced_by"] == made.json()["id"]
    assert client.post(f"/v1/keys/{key_id}/rotate").status_code == 409
    assert client.post(f"/v1/keys/{made.json()['id']}/rotate", json={"overlap_s": 0}).status_code == 201
    assert client.get("/v1/me", headers=new).status_code == 401


def test_keys_of_other_tenants_are_not_there(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """An administrator of one tenant neither sees nor revokes another tenant's keys."""
    other = key_for(tenant="college")
    key_id = client.get("/v1/me", headers=other).json()["key"]
    assert client.get(f"/v1/keys/{key_id}").status_code == 404
    assert client.delete(f"/v1/keys/{key_id}").status_code == 404
    assert key_id not in {each["id"] for each in client.get("/v1/keys").json()["items"]}


def test_no_answer_shows_a_key_twice(client: httpx.Client) -> None:
    """A key's text is in the answer that made it, and in no list."""
    made = client.post("/v1/keys", json={"name": "platform", "scopes": ["submit", "submit"]}).json()
    assert made["scopes"] == ["submit"]
    assert made["key"] not in client.get("/v1/keys").text + client.get("/v1/audit").text


def test_the_ring_forgets_the_oldest_keys(app: FastAPI, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many keys are used, the memory for them is bounded."""
    monkeypatch.setattr("grader.api.gate._MOST_KEYS", 3)
    service: Service = app.state.service
    with place.database.transaction() as session:
        texts = [tenants.create_key(session, place.tenant_id, [Scope.SUBMIT], actor="test").text for _ in range(5)]
    for text in texts:
        service.ring.look_up(text)
    assert [service.ring.recall(text) is not None for text in texts] == [False, False, True, True, True]
