"""The publishing gate in the service: asked once for each version, by a worker that lives, and to an end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.authoring.template import write_template
from grader.config import load_settings
from grader.deployment import content_of
from grader.exercise import Exercise, load_exercise
from grader.gatekeeping import GateKeeper, Proof, Prover
from grader.models import ExerciseVersion
from grader.statuses import GateStatus
from grader.store import exercises, gate
from grader.store.gate import MAX_TRIES, Claim
from grader.worker_host import sandboxed_grader
from tests.service.fakes import CONTENT, Place

FOUND = {"passed": True, "gates": []}


def publish(place: Place, version: str = "sha256:two", *, activate: bool = False) -> ExerciseVersion:
    """Publish a version that waits for the gate."""
    content = replace(CONTENT, slug="mine", version=version)
    with place.database.transaction() as session:
        return exercises.publish(
            session, place.tenant_id, content, activate=activate, actor="test", gate=GateStatus.WAITING
        )[0]


def claim(place: Place, worker_id: str) -> Claim | None:
    """Claim the next version for a worker."""
    with place.database.transaction() as session:
        return gate.claim(session, worker_id, heartbeat_s=15)


def settle(place: Place, held: Claim | None, *, passed: bool = True) -> bool:
    """Say what the gate found."""
    assert held is not None
    with place.database.transaction() as session:
        return gate.settle(session, held, passed=passed, report=FOUND)


def state(place: Place) -> tuple[GateStatus, str | None]:
    """Return what the gate says of the newest version, and which version is active."""
    with place.database.reading() as session:
        [newest, *_] = exercises.list_versions(session, place.tenant_id, "mine").items
        return newest.gate, exercises.get_exercise(session, place.tenant_id, "mine").active_version_id


def keeper(place: Place, prove: Prover) -> GateKeeper:
    """Return a keeper of a worker that lives."""
    worker_id = place.worker()
    return GateKeeper(place.database, prove, worker_id=lambda: worker_id, heartbeat_s=15)


def test_a_version_is_claimed_once(place: Place) -> None:
    """While a worker that lives asks the gate, no other does, and what it found is kept once."""
    publish(place)
    held = claim(place, place.worker())
    assert claim(place, place.worker()) is None
    assert settle(place, held)
    assert not settle(place, held, passed=False)
    assert state(place) == (GateStatus.PASSED, None)
    assert claim(place, place.worker()) is None


def test_a_claim_dies_with_its_worker(place: Place) -> None:
    """What a dead worker left is taken over, and what it might still say is not kept."""
    publish(place)
    dead = place.worker()
    lost = claim(place, dead)
    place.stop_worker(dead)
    assert settle(place, claim(place, place.worker()))
    assert not settle(place, lost, passed=False)
    assert state(place)[0] is GateStatus.PASSED


def test_a_version_that_ends_its_workers_is_refused(place: Place) -> None:
    """After so many workers that died over it a version is refused, with the reason in its report."""
    row = publish(place)
    for _ in range(MAX_TRIES):
        worker_id = place.worker()
        assert claim(place, worker_id) is not None
        place.stop_worker(worker_id)
    assert claim(place, place.worker()) is None
    assert state(place)[0] is GateStatus.REFUSED
    with place.database.reading() as session:
        report = gate.load_report(session, row.id)
    assert report is not None
    assert "workers" in report["broken"]


@pytest.mark.parametrize("passed", [True, False])
def test_a_version_is_activated_once_it_passed(place: Place, *, passed: bool) -> None:
    """A version that was published to be active is so once the gate passed it, and never if it did not."""
    row = publish(place, activate=True)
    assert state(place) == (GateStatus.WAITING, None)
    settle(place, claim(place, place.worker()), passed=passed)
    assert state(place)[1] == (row.id if passed else None)


def test_a_late_pass_replaces_no_newer_version(place: Place) -> None:
    """Of two versions that were published to be active the later one is, in whatever order the gate passed them."""
    publish(place, "sha256:older", activate=True)
    newer = publish(place, "sha256:newer", activate=True)
    first, second = claim(place, place.worker()), claim(place, place.worker())
    settle(place, second)
    settle(place, first)
    assert state(place)[1] == newer.id


def test_a_keeper_settles_what_the_gate_says(place: Place, exercises_dir: Path) -> None:
    """The exercise is read from what was published, and the gate's report is kept with it."""
    asked: list[Exercise] = []

    def prove(exercise: Exercise) -> Proof:
        asked.append(exercise)
        return Proof(passed=False, broken=False, report={"passed": False, "gates": ["one"]})

    content = content_of(load_exercise(exercises_dir / "detach"))
    with place.database.transaction() as session:
        row, _ = exercises.publish(
            session, place.tenant_id, content, activate=True, actor="test", gate=GateStatus.WAITING
        )
    at_work = keeper(place, prove)
    assert at_work.run_once()
    assert not at_work.run_once()
    assert [exercise.version for exercise in asked] == [row.version]
    with place.database.reading() as session:
        assert gate.load_report(session, row.id) == {"passed": False, "gates": ["one"]}


@pytest.mark.parametrize("how", ["broken", "raises"])
def test_trouble_of_ours_is_no_refusal_at_once(place: Place, exercises_dir: Path, how: str) -> None:
    """Where the sandbox fails the gate is asked again, so many times, before the version is refused."""

    def prove(_exercise: Exercise) -> Proof:
        if how == "raises":
            raise ZeroDivisionError
        return Proof(passed=False, broken=True, report={"passed": False, "broken": "the sandbox is gone"})

    content = replace(content_of(load_exercise(exercises_dir / "detach")), slug="mine")
    with place.database.transaction() as session:
        exercises.publish(session, place.tenant_id, content, activate=True, actor="test", gate=GateStatus.WAITING)
    at_work = keeper(place, prove)
    tries = 0
    while at_work.run_once():
        tries += 1
        assert tries <= MAX_TRIES
    assert tries == MAX_TRIES
    assert state(place) == (GateStatus.REFUSED, None)


def test_what_is_no_exercise_any_more_is_refused(place: Place) -> None:
    """Content that this program cannot read is refused with the reason, without asking the gate."""
    publish(place)
    assert keeper(place, lambda _: pytest.fail("asked")).run_once()
    assert state(place)[0] is GateStatus.REFUSED


def test_a_worker_asks_the_real_gate(place: Place, tmp_path: Path) -> None:
    """A real worker's sandbox runs the reference, the proofs and the mutants of what was published."""
    exercise = load_exercise(write_template(tmp_path / "mine", "script"))
    with place.database.transaction() as session:
        row, _ = exercises.publish(
            session, place.tenant_id, content_of(exercise), activate=False, actor="test", gate=GateStatus.WAITING
        )
    settings = load_settings(data_dir=tmp_path / "data")
    with sandboxed_grader(settings, "cpu", 1) as bench:
        assert keeper(place, bench.prove).run_once()
    with place.database.reading() as session:
        report = gate.load_report(session, row.id)
    assert report is not None
    assert report["broken"] == ""
    names = {each["gate"] for each in report["gates"]}
    assert {"format", "languages", "reference", "accepted proofs", "rejected proofs", "mutants"} <= names
    assert state(place)[0] is (GateStatus.PASSED if report["passed"] else GateStatus.REFUSED)
