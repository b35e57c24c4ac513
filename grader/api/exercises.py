"""Exercises: what learners see, and for authors versions, publishing and activating."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from grader import archives
from grader.api.answering import answer
from grader.api.documentation import COMMON, errors
from grader.api.gate import AnyCaller, Author, VersionReader
from grader.api.parameters import Paging, SlugInPath, VersionInPath
from grader.api.problems import CONFLICT, INVALID_EXERCISE, NOT_FOUND, UNSUPPORTED_MEDIA_TYPE, Problem
from grader.api.service import Service, ServiceOf
from grader.authoring import texts
from grader.deployment import content_of
from grader.exercise import Exercise
from grader.models import ExerciseVersion
from grader.schemas import answers
from grader.schemas.rendering import exercise_summary, version_json
from grader.schemas.values import Name
from grader.statuses import GateStatus
from grader.store import ConflictError, exercises, gate
from grader.store.tenants import Caller

router = APIRouter(prefix="/v1/exercises", tags=["exercises"], responses=errors(*COMMON))

_ARCHIVES = ("application/zip", "application/x-tar", "application/gzip")
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "The caller has this version already."}}
IfNoneMatch = Annotated[str | None, Header(description="The `ETag` of what the caller has.")]


@router.get("", summary="List exercises", response_model=answers.ExerciseList)
def list_exercises(caller: AnyCaller, service: ServiceOf) -> Response:
    """The active version of every exercise that the tenant sees. Its own hide shared ones of the same slug."""
    with service.database.reading() as session:
        rows = exercises.list_active(session, caller.tenant_id)
    return answer({"items": [exercise_summary(row) for row in rows]})


@router.get(
    "/{slug}",
    summary="Read an exercise",
    response_model=answers.Exercise,
    responses={**_NOT_MODIFIED, **errors(NOT_FOUND)},
)
def read_exercise(
    slug: SlugInPath, caller: AnyCaller, service: ServiceOf, if_none_match: IfNoneMatch = None
) -> Response:
    """What a learner sees of the active version: statements and starter. References, checks and proofs are not in it."""
    with service.database.reading() as session:
        row = exercises.get_active(session, caller.tenant_id, slug)
        etag = _etag(row.version)
        if _matches(if_none_match, etag):
            return _not_modified(etag)
        files = exercises.load_shown_files(session, row.id)
    statements = {
        path.removeprefix("statement.").removesuffix(".md"): _text(content)
        for path, content in sorted(files.items())
        if path.startswith("statement.")
    }
    shown = {"statements": statements, "starter": _text(files.get("starter.py", b""))}
    return answer(exercise_summary(row) | shown, headers=_cached(etag))


@router.get(
    "/{slug}/versions",
    summary="List versions",
    response_model=answers.ExerciseVersionPage,
    responses=errors(NOT_FOUND),
)
def list_versions(slug: SlugInPath, caller: VersionReader, service: ServiceOf, paging: Paging) -> Response:
    """The versions of an exercise, newest first."""
    with service.database.reading() as session:
        exercise = exercises.get_exercise(session, caller.tenant_id, slug)
        page = exercises.list_versions(session, caller.tenant_id, slug, cursor=paging.cursor, limit=paging.limit)
    items = [version_json(row, active=row.id == exercise.active_version_id) for row in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/{slug}/versions",
    summary="Publish a version",
    status_code=201,
    response_model=answers.ExerciseVersion,
    responses={
        200: {"model": answers.ExerciseVersion, "description": "The same content was published before."},
        201: {"description": "The content is kept as a new version."},
        **errors(NOT_FOUND, INVALID_EXERCISE, CONFLICT, body=True),
    },
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(_ARCHIVES, _BINARY)}},
)
async def publish_version(
    slug: SlugInPath,
    request: Request,
    caller: Author,
    service: ServiceOf,
    *,
    activate: Annotated[bool, Query(description="Activate it once the publishing gate passed it.")] = False,
    note: Annotated[Name | None, Query(description="What changed, for people.")] = None,
) -> Response:
    """Keep the exercise folder in the body, a zip, tar or tar.gz, as a version of the tenant's own exercise.

    Its files lie at the top of the archive or in one folder. What can be seen without running a program is answered at
    once; then a worker asks the publishing gate, as `grader exercise check` does. Only a version that passed can be
    activated; with `?activate=true` that happens by itself.
    """
    sent_as = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent_as not in _ARCHIVES:
        raise Problem(UNSUPPORTED_MEDIA_TYPE, f"send the exercise folder as one of {', '.join(_ARCHIVES)}")
    body = await request.body()
    row, is_new, active = await run_in_threadpool(_publish, service, caller, slug, body, activate=activate, note=note)
    headers = {"location": f"/v1/exercises/{slug}/versions/{row.id}", "etag": _etag(row.version)}
    return answer(version_json(row, active=active), 201 if is_new else 200, headers)


def _publish(
    service: Service, caller: Caller, slug: str, body: bytes, *, activate: bool, note: str | None
) -> tuple[ExerciseVersion, bool, bool]:
    exercise = Exercise.from_files(slug, archives.unpack(body))
    _refuse_quickly(exercise)
    content = content_of(exercise, note=note)
    with service.database.transaction() as session:
        row, is_new = exercises.publish(
            session, caller.tenant_id, content, activate=activate, actor=caller.key_id, gate=GateStatus.WAITING
        )
        active = exercises.get_exercise(session, caller.tenant_id, slug).active_version_id == row.id
    return row, is_new, active


def _refuse_quickly(exercise: Exercise) -> None:
    """Ask the gates that need no program to run at once, so that an author need not wait for them."""
    refusals = texts.refusals(exercise)
    if refusals:
        details = [{"file": each.file, "code": each.code, "detail": each.message} for each in refusals]
        first = f"{refusals[0].file}: {refusals[0].message}"
        more = f" ({len(refusals) - 1} more)" if len(refusals) > 1 else ""
        raise Problem(INVALID_EXERCISE, first + more, errors=details, file=refusals[0].file)


@router.get(
    "/{slug}/versions/{version}",
    summary="Look at a version",
    response_model=answers.ExerciseVersion,
    responses={**_NOT_MODIFIED, **errors(NOT_FOUND)},
)
def read_version(
    slug: SlugInPath,
    version: VersionInPath,
    caller: VersionReader,
    service: ServiceOf,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The facts of one version, without its files."""
    with service.database.reading() as session:
        row = exercises.get_version(session, caller.tenant_id, slug, version)
        active = exercises.get_exercise(session, caller.tenant_id, slug).active_version_id == row.id
    # The content never changes, but whether it is the active one does, and what the gate says.
    etag = _etag(f"{row.version};active={active};gate={row.gate}")
    if _matches(if_none_match, etag):
        return _not_modified(etag)
    return answer(version_json(row, active=active), headers=_cached(etag))


@router.get(
    "/{slug}/versions/{version}/report",
    summary="Read what the publishing gate found",
    response_model=answers.GateReport,
    responses=errors(NOT_FOUND, CONFLICT),
)
def read_report(slug: SlugInPath, version: VersionInPath, caller: Author, service: ServiceOf) -> Response:
    """Each gate with its refusals, advice and evidence, mutants and margins, as `grader exercise check --json` says it.

    409 while the gate is not done. It has nothing to say of a version that it was not asked about.
    """
    with service.database.reading() as session:
        row = exercises.get_version(session, caller.tenant_id, slug, version)
        report = gate.load_report(session, row.id)
    if row.gate in (GateStatus.WAITING, GateStatus.RUNNING):
        raise ConflictError(f"the publishing gate is not done with {row.id}: look at it again in a moment")
    return answer({"status": row.gate.value, "report": report})


@router.get(
    "/{slug}/versions/{version}/archive",
    summary="Download a version",
    response_class=Response,
    responses={
        200: {"description": "The exercise folder.", "content": {"application/zip": _BINARY}},
        **_NOT_MODIFIED,
        **errors(NOT_FOUND),
    },
)
def download_version(
    slug: SlugInPath, version: VersionInPath, caller: Author, service: ServiceOf, if_none_match: IfNoneMatch = None
) -> Response:
    """All files of one version, as a zip that can be published again."""
    with service.database.reading() as session:
        row = exercises.get_version(session, caller.tenant_id, slug, version)
        etag = _etag(row.version)
        if _matches(if_none_match, etag):
            return _not_modified(etag)
        files = exercises.load_files(session, row.id)
    headers = _cached(etag) | {"content-disposition": f'attachment; filename="{slug}.zip"'}
    return Response(archives.pack(slug, files), media_type="application/zip", headers=headers)


@router.post(
    "/{slug}/versions/{version}/activate",
    summary="Activate a version",
    response_model=answers.ExerciseVersion,
    responses=errors(NOT_FOUND, CONFLICT),
)
def activate_version(slug: SlugInPath, version: VersionInPath, caller: Author, service: ServiceOf) -> Response:
    """Grade new submissions with this version from now on. What was graded stays as it is: see rejudgings.

    409 while the publishing gate is not done with it, or where it refused it.
    """
    with service.database.transaction() as session:
        row = exercises.activate(session, caller.tenant_id, slug, version, actor=caller.key_id)
    return answer(version_json(row, active=True))


def _etag(what: str) -> str:
    return f'"{hashlib.sha256(what.encode()).hexdigest()[:32]}"'


def _matches(if_none_match: str | None, etag: str) -> bool:
    if if_none_match is None:
        return False
    known = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return etag in known or "*" in known


def _cached(etag: str) -> dict[str, str]:
    """Keep it, but ask each time whether it is still the same."""
    return {"etag": etag, "cache-control": "private, no-cache"}


def _not_modified(etag: str) -> Response:
    return Response(status_code=304, headers=_cached(etag))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
