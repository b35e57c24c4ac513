"""Exercises over HTTP: read by learners, published and activated by authors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from grader.archives import pack, unpack
from grader.deployment import content_of
from grader.exercise import load_exercise
from grader.models import SHARED_TENANT
from grader.statuses import Scope
from grader.store import exercises, gate
from tests.api.conftest import ON_BOTH_DATABASES, SUBMISSION
from tests.service.fakes import Place

ZIP = {"content-type": "application/zip"}


@pytest.fixture
def folder(exercises_dir: Path) -> dict[str, bytes]:
    """The files of a real exercise."""
    return dict(load_exercise(exercises_dir / "detach").files)


def published(client: httpx.Client, files: dict[str, bytes], slug: str = "mine", query: str = "") -> httpx.Response:
    """Publish files as an exercise."""
    return client.post(f"/v1/exercises/{slug}/versions{query}", content=pack(slug, files), headers=ZIP)


def let_pass(place: Place, *, passed: bool = True) -> None:
    """Do what a worker does with the versions that wait for the publishing gate."""
    worker_id = place.worker()
    with place.database.transaction() as session:
        while (claim := gate.claim(session, worker_id, heartbeat_s=15)) is not None:
            assert gate.settle(session, claim, passed=passed, report={"passed": passed, "gates": []})


def test_a_learner_sees_statement_and_starter(client: httpx.Client, place: Place, exercises_dir: Path) -> None:
    """What is shown of an exercise is its statements and its starter; an unchanged one is not sent again."""
    exercise = load_exercise(exercises_dir / "detach")
    with place.database.transaction() as session:
        exercises.publish(session, SHARED_TENANT, content_of(exercise), activate=True, actor="test")
    response = client.get("/v1/exercises/detach")
    body = response.json()
    assert set(body["statements"]) == {"en", "de", "zh", "tr"}
    assert body["starter"] == exercise.starter
    assert exercise.reference.decode() not in response.text
    etag = response.headers["etag"]
    again = client.get("/v1/exercises/detach", headers={"if-none-match": f'"other", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get("/v1/exercises/detach", headers={"if-none-match": '"other"'}).status_code == 200


@ON_BOTH_DATABASES
def test_an_author_publishes_and_activates(client: httpx.Client, folder: dict[str, bytes], place: Place) -> None:
    """A published version waits for the gate and until it is activated; then new submissions are graded with it."""
    first = published(client, folder)
    assert first.status_code == 201
    version = first.json()
    assert (version["active"], version["gate"], version["slug"]) == (False, "waiting", "mine")
    assert client.get("/v1/exercises/mine").status_code == 404
    assert client.post("/v1/submissions", json=SUBMISSION | {"exercise": "mine"}).status_code == 422
    early = client.post(f"/v1/exercises/mine/versions/{version['id']}/activate")
    assert (early.status_code, early.json()["type"]) == (409, "urn:torchgrader:problem:conflict")
    let_pass(place)
    activated = client.post(f"/v1/exercises/mine/versions/{version['id']}/activate")
    assert (activated.status_code, activated.json()["active"]) == (200, True)
    assert client.get("/v1/exercises/mine").json()["version"] == version["version"]
    assert client.post("/v1/submissions", json=SUBMISSION | {"exercise": "mine"}).status_code == 202
    assert client.get(first.headers["location"]).json()["active"] is True


@ON_BOTH_DATABASES
def test_the_same_content_is_kept_once(client: httpx.Client, folder: dict[str, bytes], place: Place) -> None:
    """Publishing content that is there already changes nothing; a changed statement is a version with the same grading."""
    first = published(client, folder, query="?activate=true&note=first")
    let_pass(place)
    again = published(client, folder)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert first.headers["etag"] == again.headers["etag"]
    changed = published(client, folder | {"statement.en.md": folder["statement.en.md"] + b"\nA word more.\n"})
    assert changed.status_code == 201
    assert changed.json()["grading_hash"] == first.json()["grading_hash"]
    assert changed.json()["version"] != first.json()["version"]
    listed = client.get("/v1/exercises/mine/versions").json()["items"]
    assert [(each["id"], each["active"]) for each in listed] == [
        (changed.json()["id"], False),
        (first.json()["id"], True),
    ]
    assert listed[1]["note"] == "first"


def test_a_version_comes_back_as_it_was_published(client: httpx.Client, folder: dict[str, bytes]) -> None:
    """An author downloads every file of a version, by its id or its hash."""
    version = published(client, folder).json()
    for name in (version["id"], version["version"]):
        response = client.get(f"/v1/exercises/mine/versions/{name}/archive")
        assert unpack(response.content) == folder
        assert response.headers["content-type"] == "application/zip"
        etag = {"if-none-match": response.headers["etag"]}
        assert client.get(f"/v1/exercises/mine/versions/{name}/archive", headers=etag).status_code == 304


def test_what_became_of_a_version_is_part_of_its_etag(
    client: httpx.Client, folder: dict[str, bytes], place: Place
) -> None:
    """A client that asks whether a version changed hears that the gate passed it, and that it was activated."""
    path = published(client, folder).headers["location"]
    etag = {"if-none-match": client.get(path).headers["etag"]}
    assert client.get(path, headers=etag).status_code == 304
    let_pass(place)
    passed = client.get(path, headers=etag)
    assert passed.json()["gate"] == "passed"
    etag = {"if-none-match": passed.headers["etag"]}
    client.post(f"{path}/activate")
    assert client.get(path, headers=etag).json()["active"] is True


def test_a_tenants_own_exercise_hides_the_shared_one(
    client: httpx.Client, key_for: Callable[..., dict[str, str]], folder: dict[str, bytes], place: Place
) -> None:
    """An own exercise of the same slug comes first for its tenant, once it is active, and for nobody else."""
    shared = client.get("/v1/exercises/detach").json()["version"]
    own = published(client, folder, "detach").json()
    assert client.get("/v1/exercises/detach").json()["version"] == shared
    let_pass(place)
    client.post(f"/v1/exercises/detach/versions/{own['id']}/activate")
    assert client.get("/v1/exercises/detach").json()["version"] == own["version"]
    other = key_for(tenant="college")
    assert client.get("/v1/exercises/detach", headers=other).json()["version"] == shared
    assert client.get(f"/v1/exercises/detach/versions/{own['id']}", headers=other).status_code == 404


def test_a_shared_exercise_is_not_a_tenants_to_activate(client: httpx.Client) -> None:
    """An author cannot change which version of a shared exercise all tenants see."""
    assert client.post("/v1/exercises/detach/versions/sha256:0e/activate").status_code == 404
    [listed] = client.get("/v1/exercises/detach/versions").json()["items"]
    assert client.post(f"/v1/exercises/detach/versions/{listed['id']}/activate").status_code == 409


def test_only_authors_publish(
    client: httpx.Client, key_for: Callable[..., dict[str, str]], folder: dict[str, bytes]
) -> None:
    """A key without scope author can publish nothing."""
    client.headers.update(key_for(Scope.SUBMIT, Scope.REJUDGE, Scope.ADMIN))
    assert published(client, folder).status_code == 403


@pytest.mark.parametrize(
    "change, file",
    [
        ({"exercise.toml": b"kind = 1"}, "exercise.toml"),
        ({"exercise.toml": b"\xff"}, "exercise.toml"),
        ({"exercise.toml": None}, "exercise.toml"),
        ({"reference.py": None}, "reference.py"),
        ({"statement.en.md": b"no title"}, "statement.en.md"),
        ({"submissions/rejected/x.py": b"pass"}, "submissions/rejected/x.py"),
        ({"../outside.py": b""}, "../outside.py"),
    ],
)
def test_a_broken_exercise_is_refused_by_name(
    client: httpx.Client, folder: dict[str, bytes], change: dict[str, bytes | None], file: str
) -> None:
    """The answer names the file that breaks the format, and nothing is kept."""
    files = {name: content for name, content in (folder | change).items() if content is not None}
    response = published(client, files)
    body = response.json()
    assert (response.status_code, body["type"]) == (422, "urn:torchgrader:problem:invalid-exercise")
    assert body["file"].endswith(file)
    assert client.get("/v1/exercises/mine/versions").status_code == 404


def test_what_is_no_archive_is_refused(client: httpx.Client) -> None:
    """A body that is no archive, or does not say that it is one, is refused."""
    path = "/v1/exercises/mine/versions"
    assert client.post(path, content=b"nonsense", headers=ZIP).status_code == 422
    assert client.post(path, content=b"").status_code == 415
    assert client.post(path, content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    assert client.post(f"{path}?activate=maybe", content=b"", headers=ZIP).status_code == 422


def test_a_slug_that_no_folder_may_have_is_not_found(client: httpx.Client, folder: dict[str, bytes]) -> None:
    """An exercise is named in small letters, digits and single hyphens."""
    for slug in ("Mine", "a--b", "-a", "a_b", "a" * 81):
        assert published(client, folder, slug).status_code == 404


def test_exercises_are_listed_by_slug(client: httpx.Client, folder: dict[str, bytes], place: Place) -> None:
    """The list holds each exercise that the tenant sees once, with its active version."""
    published(client, folder, "another", "?activate=true")
    let_pass(place)
    published(client, folder, "waiting")
    items = client.get("/v1/exercises").json()["items"]
    assert [each["slug"] for each in items] == ["another", "detach"]
    assert items[0]["title"]["en"]


def test_what_the_gate_refused_is_not_graded_with(
    client: httpx.Client, folder: dict[str, bytes], place: Place, key_for: Callable[..., dict[str, str]]
) -> None:
    """A refused version is not activated, by itself or by hand, nor rejudged with; its report is there for its authors."""
    graded = place.submit("right")[0]
    place.grade(graded)
    version = published(client, folder, "detach", "?activate=true").json()
    path = f"/v1/exercises/detach/versions/{version['id']}"
    assert client.get(f"{path}/report").status_code == 409
    let_pass(place, passed=False)
    assert client.get(f"{path}/report").json() == {"status": "refused", "report": {"passed": False, "gates": []}}
    assert client.get(path).json()["active"] is False
    assert "refused" in client.post(f"{path}/activate").json()["detail"]
    order = {"exercise": "detach", "version": version["id"], "reason": "a try"}
    assert client.post("/v1/rejudgings", json=order).status_code == 409
    assert client.get(f"{path}/report", headers=key_for(Scope.SUBMIT)).status_code == 403
    assert client.get(f"{path}/report", headers=key_for(tenant="college")).status_code == 404
    again = published(client, folder, "detach")
    assert (again.status_code, again.json()["gate"]) == (200, "waiting")


@pytest.mark.parametrize(
    "change, code",
    [
        ({"statement.tr.md": None}, "statement_missing"),
        ({"submissions/accepted": None}, "no_proofs"),
    ],
)
def test_what_can_be_seen_at_once_is_refused_at_once(
    client: httpx.Client, folder: dict[str, bytes], change: dict[str, None], code: str
) -> None:
    """A statement that is missing in one language, or proofs that are, are named in the answer, and nothing is kept."""
    [gone] = change
    response = published(client, {name: content for name, content in folder.items() if not name.startswith(gone)})
    assert response.status_code == 422
    assert code in {each.get("code") for each in response.json()["errors"]}
    assert client.get("/v1/exercises/mine/versions").status_code == 404
