"""Exercises and their versions. Contents are kept for ever, so that an old attempt can be replayed.

The shared tenant's exercises are everybody's; a tenant's own exercise of the same slug comes first for that tenant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, insert, or_, select
from sqlalchemy.orm import Session

from grader.cleaning import clean_json, clean_optional
from grader.identifiers import new_id
from grader.models import SHARED_TENANT, Exercise, ExerciseFile, ExerciseVersion
from grader.statuses import GateStatus
from grader.store import audit
from grader.store.errors import ConflictError, NotFoundError
from grader.store.paging import Page, fetch_page

_NOTE_LIMIT = 2000
#: What the publishing gate must have said of a version before programs are graded with it.
MAY_GRADE = (GateStatus.PASSED, GateStatus.WAIVED)


@dataclass(frozen=True, slots=True)
class ExerciseContent:
    """What is published: the facts of one exercise version and its files.

    Attributes:
        version: `sha256:...` over its files.
        grading_hash: `sha256:...` over what can change a verdict.
        files: path inside the exercise folder -> content.
    """

    slug: str
    version: str
    grading_hash: str
    kind: str
    title: Mapping[str, str]
    tags: Sequence[str]
    files: Mapping[str, bytes]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ActiveVersion:
    """Which content a slug means for one tenant at this moment."""

    exercise_id: str
    version_id: str
    slug: str
    version: str


def find_active(session: Session, tenant_id: str, slug: str) -> ActiveVersion:
    """The version that a submission of this tenant is graded with. One round trip.

    Raises:
        NotFoundError: the tenant sees no exercise of this slug, or none of its versions is active.
    """
    query = (
        select(Exercise.id, ExerciseVersion.id, Exercise.slug, ExerciseVersion.version)
        .join(ExerciseVersion, ExerciseVersion.id == Exercise.active_version_id)
        .where(Exercise.slug == slug, Exercise.tenant_id.in_((tenant_id, SHARED_TENANT)))
        .order_by(_own_first(tenant_id))
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("exercise", slug)
    return ActiveVersion(*row)


def get_exercise(session: Session, tenant_id: str, slug: str) -> Exercise:
    """The exercise that this slug means for the tenant: its own, else the shared one.

    Raises:
        NotFoundError: there is neither.
    """
    query = (
        select(Exercise)
        .where(Exercise.slug == slug, Exercise.tenant_id.in_((tenant_id, SHARED_TENANT)))
        .order_by(_own_first(tenant_id))
        .limit(1)
    )
    exercise = session.scalar(query)
    if exercise is None:
        raise NotFoundError("exercise", slug)
    return exercise


def list_active(session: Session, tenant_id: str) -> list[ExerciseVersion]:
    """The active version of each exercise that the tenant sees, by slug; its own hide shared ones."""
    query = (
        select(Exercise.tenant_id, ExerciseVersion)
        .join(ExerciseVersion, ExerciseVersion.id == Exercise.active_version_id)
        .where(Exercise.tenant_id.in_((tenant_id, SHARED_TENANT)))
        .order_by(Exercise.slug, _own_first(tenant_id))
    )
    seen: dict[str, ExerciseVersion] = {}
    for _, version in session.execute(query):
        seen.setdefault(version.slug, version)
    return list(seen.values())


def list_versions(
    session: Session, tenant_id: str, slug: str, *, cursor: str | None = None, limit: int = 50
) -> Page[ExerciseVersion]:
    """The versions of the exercise that this slug means for the tenant, newest first.

    Raises:
        NotFoundError: there is no such exercise.
    """
    exercise = get_exercise(session, tenant_id, slug)
    query = select(ExerciseVersion).where(ExerciseVersion.exercise_id == exercise.id)
    return fetch_page(session, query, ExerciseVersion.id, cursor, limit)


def get_version(session: Session, tenant_id: str, slug: str, version: str | None = None) -> ExerciseVersion:
    """One version, named by its row id or by `sha256:...`; the active one if none is named.

    Raises:
        NotFoundError: the tenant sees no such version.
    """
    exercise = get_exercise(session, tenant_id, slug)
    wanted = version if version is not None else exercise.active_version_id
    named = or_(ExerciseVersion.id == wanted, ExerciseVersion.version == wanted)
    row = session.scalar(select(ExerciseVersion).where(ExerciseVersion.exercise_id == exercise.id, named))
    if row is None:
        raise NotFoundError("exercise version", f"{slug}@{wanted}")
    return row


def get_active(session: Session, tenant_id: str, slug: str) -> ExerciseVersion:
    """The version that a submission of this tenant is graded with, whole row.

    Raises:
        NotFoundError: the tenant sees no exercise of this slug, or none of its versions is active.
    """
    return session.get_one(ExerciseVersion, find_active(session, tenant_id, slug).version_id)


def load_shown_files(session: Session, version_id: str) -> dict[str, bytes]:
    """The files of a version that a learner may see: statements and starter. No other file is read."""
    shown = or_(ExerciseFile.path == "starter.py", ExerciseFile.path.like("statement.__.md"))
    query = select(ExerciseFile.path, ExerciseFile.content).where(ExerciseFile.version_id == version_id, shown)
    return {row.path: row.content for row in session.execute(query)}


def load_definition(session: Session, version_id: str) -> bytes:
    """The ``exercise.toml`` of a version; empty if there is no such version."""
    query = select(ExerciseFile.content).where(
        ExerciseFile.version_id == version_id, ExerciseFile.path == "exercise.toml"
    )
    return session.scalar(query) or b""


def load_files(session: Session, version_id: str) -> dict[str, bytes]:
    """The files of a version: path -> content. Empty if there is no such version."""
    query = select(ExerciseFile.path, ExerciseFile.content).where(ExerciseFile.version_id == version_id)
    return {row.path: row.content for row in session.execute(query)}


def publish(
    session: Session,
    tenant_id: str,
    content: ExerciseContent,
    *,
    activate: bool,
    actor: str,
    gate: GateStatus = GateStatus.WAIVED,
) -> tuple[ExerciseVersion, bool]:
    """Keep a version, and make it the active one if asked. Publishing the same content twice keeps one row.

    Args:
        tenant_id: the owner; `SHARED_TENANT` for exercises that every tenant sees.
        activate: at once, or where the gate is still to be asked, once it is passed.
        gate: `WAITING` to have a worker ask the publishing gate; content that was refused before is asked again.
            `WAIVED` for an operator's own folder.

    Returns:
        The version, and whether it is new.
    """
    exercise = session.scalar(
        select(Exercise).where(Exercise.tenant_id == tenant_id, Exercise.slug == content.slug).with_for_update()
    )
    if exercise is None:
        exercise = Exercise(id=new_id("exe"), tenant_id=tenant_id, slug=content.slug, created_at=datetime.now(UTC))
        session.add(exercise)
        session.flush()
    row = session.scalar(
        select(ExerciseVersion).where(
            ExerciseVersion.exercise_id == exercise.id, ExerciseVersion.version == content.version
        )
    )
    is_new = row is None
    if row is None:
        row = _insert_version(session, exercise, content, gate, actor)
        audit.record(
            session, tenant_id, actor, "exercise.publish", row.id, details={"slug": row.slug, "version": row.version}
        )
    if row.gate is GateStatus.REFUSED:
        row.gate, row.gate_tries, row.report = gate, 0, None
    if activate and row.gate in MAY_GRADE:
        _activate(session, exercise, row, actor)
    elif activate:
        row.activate_once_passed = True
    session.flush()
    return row, is_new


def activate(session: Session, tenant_id: str, slug: str, version: str, *, actor: str) -> ExerciseVersion:
    """Grade new submissions with this version from now on. Only the owner of an exercise may.

    Raises:
        NotFoundError: there is no such version.
        ConflictError: the exercise is shared; publish an own one of the same slug instead. Or the version has not
            passed the publishing gate.
    """
    row = get_version(session, tenant_id, slug, version)
    exercise = session.get_one(Exercise, row.exercise_id, with_for_update=True)
    if exercise.tenant_id != tenant_id:
        raise ConflictError(f"{slug!r} is shared by all tenants: publish your own version of it to change it")
    require_passed(row)
    _activate(session, exercise, row, actor)
    return row


def require_passed(row: ExerciseVersion) -> None:
    """See that programs may be graded with a version.

    Raises:
        ConflictError: it has not passed the publishing gate.
    """
    if row.gate in MAY_GRADE:
        return
    if row.gate is GateStatus.REFUSED:
        raise ConflictError(f"the publishing gate refused {row.id}: its report says why, publish a mended one")
    raise ConflictError(f"the publishing gate is not done with {row.id}: look at it again in a moment")


def activate_passed(session: Session, row: ExerciseVersion, *, actor: str) -> None:
    """Activate a version that was published to be, now that it passed; not in place of one that was published later."""
    exercise = session.get_one(Exercise, row.exercise_id, with_for_update=True)
    if row.activate_once_passed and (exercise.active_version_id or "") < row.id:
        _activate(session, exercise, row, actor)


def _activate(session: Session, exercise: Exercise, row: ExerciseVersion, actor: str) -> None:
    if exercise.active_version_id == row.id:
        return
    before = exercise.active_version_id
    exercise.active_version_id = row.id
    session.flush()
    details = {"slug": row.slug, "version": row.version, "before": before}
    audit.record(session, exercise.tenant_id, actor, "exercise.activate", row.id, details=details)


def _insert_version(
    session: Session, exercise: Exercise, content: ExerciseContent, gate: GateStatus, actor: str
) -> ExerciseVersion:
    row = ExerciseVersion(
        id=new_id("ver"),
        exercise_id=exercise.id,
        slug=content.slug,
        version=content.version,
        grading_hash=content.grading_hash,
        kind=content.kind,
        title=clean_json(dict(content.title)),
        tags=clean_json(list(content.tags)),
        note=clean_optional(content.note, _NOTE_LIMIT),
        gate=gate,
        gate_tries=0,
        activate_once_passed=False,
        created_by=actor,
        created_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    files = [{"version_id": row.id, "path": path, "content": data} for path, data in content.files.items()]
    if files:
        session.execute(insert(ExerciseFile), files)
    return row


def _own_first(tenant_id: str) -> Any:
    return case((Exercise.tenant_id == tenant_id, 0), else_=1)
