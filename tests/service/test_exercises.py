"""Exercise versions in the store; on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from grader.config import load_settings
from grader.deployment import open_deployment, publish_shared_exercises
from grader.models import SHARED_TENANT, ExerciseVersion
from grader.store import ConflictError, NotFoundError, exercises, tenants
from tests.service.fakes import CONTENT, Place

NEWER = replace(CONTENT, version="sha256:two", files={"exercise.toml": b"new"})


def publish(place: Place, tenant_id: str, content: exercises.ExerciseContent, *, activate: bool) -> ExerciseVersion:
    """Publish and return the row."""
    with place.database.transaction() as session:
        return exercises.publish(session, tenant_id, content, activate=activate, actor="test")[0]


def test_contents_are_kept_byte_for_byte(place: Place) -> None:
    """An old version's files are there after a newer one was published."""
    publish(place, SHARED_TENANT, NEWER, activate=True)
    with place.database.reading() as session:
        old = exercises.get_version(session, place.tenant_id, "detach", CONTENT.version)
        assert exercises.load_files(session, old.id) == CONTENT.files
        assert exercises.get_version(session, place.tenant_id, "detach").version == NEWER.version


def test_the_same_content_is_one_version(place: Place) -> None:
    """Publishing what is there already keeps one row and says so."""
    with place.database.transaction() as session:
        row, is_new = exercises.publish(session, SHARED_TENANT, CONTENT, activate=True, actor="test")
        assert not is_new
        assert [version.id for version in exercises.list_versions(session, place.tenant_id, "detach").items] == [row.id]


def test_a_version_waits_until_it_is_activated(place: Place) -> None:
    """New submissions are graded with the active version, whichever was published last."""
    mine = publish(place, place.tenant_id, CONTENT, activate=True)
    newer = publish(place, place.tenant_id, NEWER, activate=False)
    with place.database.transaction() as session:
        assert exercises.find_active(session, place.tenant_id, "detach").version_id == mine.id
        exercises.activate(session, place.tenant_id, "detach", newer.version, actor="test")
        assert exercises.find_active(session, place.tenant_id, "detach").version_id == newer.id
        exercises.activate(session, place.tenant_id, "detach", mine.id, actor="test")
        assert exercises.find_active(session, place.tenant_id, "detach").version_id == mine.id


def test_an_own_exercise_hides_the_shared_one(place: Place) -> None:
    """A tenant's own exercise comes first for it, and for nobody else."""
    own = publish(place, place.tenant_id, NEWER, activate=True)
    with place.database.transaction() as session:
        other = tenants.ensure_tenant(session, "school")
        assert exercises.find_active(session, place.tenant_id, "detach").version_id == own.id
        assert exercises.find_active(session, other.id, "detach").version == CONTENT.version
        assert [row.version for row in exercises.list_active(session, place.tenant_id)] == [NEWER.version]
        assert [row.version for row in exercises.list_active(session, other.id)] == [CONTENT.version]
        with pytest.raises(NotFoundError):
            exercises.get_version(session, other.id, "detach", NEWER.version)


def test_shared_exercises_are_changed_by_nobody(place: Place) -> None:
    """A tenant cannot activate a version of an exercise that belongs to all."""
    publish(place, SHARED_TENANT, NEWER, activate=False)
    with place.database.transaction() as session, pytest.raises(ConflictError, match="shared"):
        exercises.activate(session, place.tenant_id, "detach", NEWER.version, actor="test")


def test_an_unknown_exercise_is_not_found(place: Place) -> None:
    """A slug that nobody published, and a version that is none, are not found."""
    with place.database.reading() as session:
        with pytest.raises(NotFoundError):
            exercises.find_active(session, place.tenant_id, "nothing")
        with pytest.raises(NotFoundError):
            exercises.get_version(session, place.tenant_id, "detach", "sha256:none")


def test_a_broken_exercise_keeps_no_other_from_being_served(
    place: Place, tmp_path: Path, exercises_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Of a folder with a broken exercise the others are published, and the log names the broken one."""
    shutil.copytree(exercises_dir / "detach", tmp_path / "detach")
    shutil.copytree(exercises_dir / "chain-rule", tmp_path / "chain-rule")
    (tmp_path / "chain-rule" / "exercise.toml").write_text("broken")
    settings = load_settings(exercises_dir=tmp_path)
    with open_deployment(settings, "memory://") as deployment:
        mine = replace(deployment, database=place.database)
        assert publish_shared_exercises(mine) == 1
        assert publish_shared_exercises(mine) == 1
    assert "chain-rule is broken" in caplog.text
    with place.database.reading() as session:
        assert exercises.find_active(session, place.tenant_id, "detach").version != CONTENT.version
        with pytest.raises(NotFoundError):
            exercises.find_active(session, place.tenant_id, "chain-rule")


def test_what_was_activated_on_purpose_stays(place: Place, tmp_path: Path, exercises_dir: Path) -> None:
    """Publishing the folder again does not bring back a version that somebody replaced."""
    shutil.copytree(exercises_dir / "detach", tmp_path / "detach")
    settings = load_settings(exercises_dir=tmp_path)
    with open_deployment(settings, "memory://") as deployment:
        mine = replace(deployment, database=place.database)
        publish_shared_exercises(mine)
        with place.database.transaction() as session:
            exercises.activate(session, SHARED_TENANT, "detach", CONTENT.version, actor="test")
        publish_shared_exercises(mine)
    with place.database.reading() as session:
        assert exercises.find_active(session, place.tenant_id, "detach").version == CONTENT.version
