"""What instructors and operators do over HTTP: rejudge, override, retry, erase, look into the log."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import select

from grader.models import Attempt, Submission
from grader.statuses import RejudgingStatus, Scope
from grader.store import background, rejudgings
from tests.api.conftest import ON_BOTH_DATABASES
from tests.service.fakes import Place


def finish_set(place: Place, rejudging_id: str, verdict: str, score: float) -> None:
    """Let every attempt of a set end with the same verdict."""
    worker_id = place.worker()
    while True:
        with place.database.transaction() as session:
            background.send(session, "cpu", window=100)
            waiting = select(Attempt.id).where(Attempt.rejudging_id == rejudging_id, Attempt.status == "queued")
            open_ids = list(session.scalars(waiting))
        if not open_ids:
            break
        for attempt_id in open_ids:
            lease = place.take(attempt_id, worker_id)
            assert lease is not None
            assert place.finish(lease, verdict, score)
    with place.database.transaction() as session:
        rejudgings.mark_ready(session, rejudging_id)


@pytest.fixture
def graded(place: Place) -> list[Submission]:
    """Three submissions: two wrong, one right."""
    rows = place.submit("wrong", "wrong", "accepted", learner="anna")
    for row, (verdict, score) in zip(rows, [("wrong_answer", 0.5)] * 2 + [("accepted", 1.0)], strict=True):
        place.grade(row, verdict, score)
    return rows


@ON_BOTH_DATABASES
def test_a_set_is_run_inspected_and_applied(client: httpx.Client, place: Place, graded: list[Submission]) -> None:
    """A rejudging counts for nothing until it is applied; before, its diff shows what would change."""
    body = {"exercise": "detach", "reason": "too tight", "select": {"verdict": "wrong_answer"}}
    started = client.post("/v1/rejudgings", json=body)
    assert started.status_code == 201
    path = started.headers["location"]
    assert started.json()["progress"] == {"total": 2, "finished": 0, "failed": 0, "from_kept_runs": 0}
    assert started.json()["run_again"] is False
    assert client.post(f"{path}/apply").status_code == 409
    finish_set(place, started.json()["id"], "accepted", 1.0)
    shown = client.get(path).json()
    assert (shown["status"], shown["progress"]["finished"]) == ("ready", 2)
    diff = client.get(f"{path}/diff").json()
    assert diff["table"] == [{"before": "wrong_answer", "after": "accepted", "count": 2}]
    assert [line["submission"] for line in diff["items"]] == [row.id for row in graded[:2]]
    assert diff["items"][0]["after"] == {"verdict": "accepted", "code": "AC", "score": 1.0}
    assert client.get(f"/v1/submissions/{graded[0].id}").json()["verdict"] == "wrong_answer"
    applied = client.post(f"{path}/apply").json()
    assert (applied["status"], applied["outcome"]["changed"]) == ("applied", 2)
    after = client.get(f"/v1/submissions/{graded[0].id}").json()
    assert (after["verdict"], [each["origin"] for each in after["attempts"]]) == (
        "accepted",
        ["submission", "rejudging"],
    )
    assert client.post(f"{path}/apply").status_code == 200
    assert client.post(f"{path}/cancel").status_code == 409


def test_a_set_can_be_cancelled(client: httpx.Client, graded: list[Submission]) -> None:
    """A cancelled set changes nothing and cannot be applied any more."""
    path = client.post("/v1/rejudgings", json={"exercise": "detach", "reason": "try"}).headers["location"]
    assert client.post(f"{path}/cancel").json()["status"] == RejudgingStatus.CANCELLED
    assert client.post(f"{path}/cancel").status_code == 200
    assert client.post(f"{path}/apply").status_code == 409
    assert [each["status"] for each in client.get("/v1/rejudgings").json()["items"]] == ["cancelled"]


def test_a_set_may_be_told_to_run_everything_again(client: httpx.Client, graded: list[Submission]) -> None:
    """That kept runs are not to be judged is part of the order, and shown with the set; anything but yes or no is refused."""
    order = {"exercise": "detach", "reason": "another processor", "run_again": True}
    path = client.post("/v1/rejudgings", json=order).headers["location"]
    assert client.get(path).json()["run_again"] is True
    assert client.post("/v1/rejudgings", json=order | {"run_again": "yes"}).status_code == 422


def test_a_set_of_nothing_is_refused(client: httpx.Client, graded: list[Submission]) -> None:
    """A selection that fits nothing, or an exercise that is not there, is no rejudging."""
    body = {"exercise": "detach", "reason": "x", "select": {"learner": "nobody"}}
    assert client.post("/v1/rejudgings", json=body).status_code == 409
    assert client.post("/v1/rejudgings", json={"exercise": "nothing", "reason": "x"}).status_code == 404
    unknown = {"exercise": "detach", "reason": "x", "version": "sha256:00"}
    assert client.post("/v1/rejudgings", json=unknown).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"reason": ""},
        {"reason": None},
        {"select": {"verdict": "correct"}},
        {"select": {"since": "2026-01-01"}},
        {"select": {"nothing": 1}},
        {"version": "latest"},
        {"device": "tpu"},
    ],
)
def test_a_wrong_order_is_refused(shared_client: httpx.Client, change: dict[str, object]) -> None:
    """A rejudging says why, and its filter holds nothing unknown."""
    body = {"exercise": "detach", "reason": "x"} | change
    assert shared_client.post("/v1/rejudgings", json=body).status_code == 422


def test_sets_of_other_tenants_are_not_there(
    client: httpx.Client, key_for: Callable[..., dict[str, str]], graded: list[Submission]
) -> None:
    """Another tenant's rejudging can be neither seen nor applied nor cancelled, and selects none of its submissions."""
    path = client.post("/v1/rejudgings", json={"exercise": "detach", "reason": "try"}).headers["location"]
    client.headers.update(key_for(tenant="college"))
    assert client.get(path).status_code == 404
    assert client.get(f"{path}/diff").status_code == 404
    assert client.post(f"{path}/apply").status_code == 404
    assert client.post(f"{path}/cancel").status_code == 404
    assert client.post("/v1/rejudgings", json={"exercise": "detach", "reason": "mine"}).status_code == 409


@ON_BOTH_DATABASES
def test_a_verdict_is_set_by_hand(client: httpx.Client, graded: list[Submission]) -> None:
    """A verdict set by hand counts at once, with its reason; the one before stays in the list, and the log says who."""
    path = f"/v1/submissions/{graded[0].id}"
    reason = "right, and outside what the checks foresee"
    body = client.post(f"{path}/override", json={"verdict": "accepted", "score": 1, "reason": reason}).json()
    assert (body["verdict"], body["score"], body["attempt"]["note"]) == ("accepted", 1.0, reason)
    assert [(each["origin"], each["verdict"]) for each in body["attempts"]] == [
        ("submission", "wrong_answer"),
        ("override", "accepted"),
    ]
    assert client.get(path).json() == body
    [entry] = client.get("/v1/audit", params={"subject": graded[0].id}).json()["items"]
    assert (entry["action"], entry["reason"]) == ("submission.override", reason)
    assert entry["actor"] == client.get("/v1/me").json()["key"]


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "internal_error"},
        {"verdict": "AC"},
        {"score": 1.1},
        {"score": -0.1},
        {"score": None},
        {"reason": ""},
        {"reason": "a\x00b"},
    ],
)
def test_a_wrong_override_is_refused(client: httpx.Client, graded: list[Submission], change: dict[str, object]) -> None:
    """A verdict set by hand is one of the learner's, with a score and a reason."""
    body = {"verdict": "accepted", "score": 1, "reason": "x"} | change
    assert client.post(f"/v1/submissions/{graded[0].id}/override", json=body).status_code == 422


def test_a_running_submission_is_not_overridden(client: httpx.Client, place: Place) -> None:
    """A verdict is set by hand only once there is one."""
    [row] = place.submit("accepted")
    body = {"verdict": "accepted", "score": 1, "reason": "x"}
    assert client.post(f"/v1/submissions/{row.id}/override", json=body).status_code == 409


def test_what_we_failed_to_grade_is_listed_and_retried(client: httpx.Client, place: Place) -> None:
    """Submissions that ended as internal errors stand in one list with what went wrong, and can be queued again."""
    broken, fine = place.submit("fault", "accepted")
    place.grade(broken, "internal_error", None)
    place.grade(fine)
    [listed] = client.get("/v1/internal-errors").json()["items"]
    assert (listed["id"], listed["code"], listed["score"]) == (broken.id, "IE", None)
    assert client.post(f"/v1/submissions/{fine.id}/retry").status_code == 409
    retried = client.post(f"/v1/submissions/{broken.id}/retry")
    assert (retried.status_code, retried.json()["number"], retried.json()["status"]) == (202, 2, "queued")
    assert client.get(retried.headers["location"]).json()["status"] == "queued"
    assert client.post(f"/v1/submissions/{broken.id}/retry").status_code == 409
    place.grade(broken)
    assert client.get("/v1/internal-errors").json()["items"] == []
    assert client.get(f"/v1/submissions/{broken.id}").json()["verdict"] == "accepted"


@ON_BOTH_DATABASES
def test_a_learners_data_is_erased(client: httpx.Client, graded: list[Submission]) -> None:
    """After erasure no program, no output and no id of the learner is left; verdicts are, and the log tells nothing."""
    assert client.post("/v1/erasures", json={"learner": "nobody"}).status_code == 404
    assert client.post("/v1/erasures", json={"learner": "anna"}).json() == {"submissions": 3}
    shown = client.get(f"/v1/submissions/{graded[0].id}").json()
    assert (shown["learner"], shown["verdict"], shown["attempt"]["stdout"]) == (None, "wrong_answer", "")
    assert shown["erased_at"] is not None
    assert client.get(f"/v1/submissions/{graded[0].id}/source").content == b""
    assert client.get("/v1/submissions", params={"learner": "anna"}).json()["items"] == []
    assert "anna" not in client.get("/v1/audit").text


def test_a_learner_who_waits_for_a_verdict_is_not_erased_yet(client: httpx.Client, place: Place) -> None:
    """Erasing while something is being graded is refused, with the advice to try again."""
    place.submit("accepted", learner="anna")
    assert client.post("/v1/erasures", json={"learner": "anna"}).status_code == 409


def test_the_log_is_the_tenants_own(client: httpx.Client, key_for: Callable[..., dict[str, str]]) -> None:
    """A tenant reads its own entries of the audit log, page by page, and nobody else's."""
    for number in range(3):
        client.post("/v1/keys", json={"name": str(number), "scopes": ["submit"]})
    page = client.get("/v1/audit", params={"limit": 2}).json()
    rest = client.get("/v1/audit", params={"limit": 200, "cursor": page["next_cursor"]}).json()
    ids = [each["id"] for each in page["items"] + rest["items"]]
    assert ids == sorted(ids, reverse=True)
    other = client.get("/v1/audit", headers=key_for(Scope.ADMIN, tenant="college")).json()["items"]
    assert not {each["id"] for each in other} & set(ids)


def test_signing_secrets_are_made_and_revoked(client: httpx.Client) -> None:
    """A secret's text is shown once; the last valid one cannot be revoked."""
    first = client.post("/v1/webhook-secrets", json={"overlap_s": 3600}).json()
    assert first["secret"].startswith("whsec_")
    assert client.delete(f"/v1/webhook-secrets/{first['id']}").status_code == 409
    second = client.post("/v1/webhook-secrets").json()
    listed = client.get("/v1/webhook-secrets")
    assert [each["id"] for each in listed.json()["items"]] == [second["id"], first["id"]]
    assert first["secret"] not in listed.text
    assert listed.json()["items"][1]["expires_at"] is not None
    assert client.delete(f"/v1/webhook-secrets/{first['id']}").status_code == 204
    assert client.delete(f"/v1/webhook-secrets/{first['id']}").status_code == 404
