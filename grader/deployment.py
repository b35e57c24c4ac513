"""What a process of the service is made of, opened and closed in one place."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grader.config import Settings
from grader.dispatch import Dispatcher
from grader.errors import ExerciseError
from grader.exercise import Exercise, ExerciseCatalog
from grader.models import SHARED_TENANT
from grader.store import Database, exercises, schema, tenants
from grader.store.exercises import ExerciseContent
from grader.waiting import EventFeed

log = logging.getLogger(__name__)

#: Who did it, in the audit log, where no key was used.
SYSTEM = "system"


@dataclass(frozen=True)
class Deployment:
    """The parts that a process shares among its threads.

    Attributes:
        database: the store; messages noted in a transaction are sent after its commit.
        dispatcher: the way to the broker.
        feed: news of events, for those who wait.
        broker_url: the broker that is really used, where the setting says `auto`.
    """

    settings: Settings
    database: Database
    dispatcher: Dispatcher
    feed: EventFeed
    broker_url: str


@contextmanager
def open_deployment(settings: Settings, broker_url: str) -> Iterator[Deployment]:
    """Open the store and the way to the broker; the feed is started by who needs it.

    Raises:
        ConfigurationError: a setting cannot be used.
    """
    database = Database(settings.effective_database_url(), pool_size=settings.database_pool)
    dispatcher = Dispatcher(broker_url)
    database.after_commit = dispatcher.send
    feed = EventFeed(database)
    try:
        yield Deployment(settings, database, dispatcher, feed, broker_url)
    finally:
        feed.stop()
        dispatcher.close()
        database.close()


def prepare_schema(database: Database) -> None:
    """See that the schema fits: the embedded database is brought up to date, another one only looked at.

    Raises:
        StoreUnavailableError: the database cannot be reached, or `grader db upgrade` is needed.
    """
    if database.is_sqlite:
        schema.upgrade(database)
    else:
        schema.require_current(database)


def content_of(exercise: Exercise, *, note: str | None = None) -> ExerciseContent:
    """An exercise in the form in which the store keeps it."""
    return ExerciseContent(
        slug=exercise.slug,
        version=exercise.version,
        grading_hash=exercise.grading_hash,
        kind=exercise.spec.kind,
        title={locale: exercise.title(locale) for locale in exercise.statements},
        tags=exercise.spec.tags,
        files=exercise.files,
        note=note,
    )


def publish_shared_exercises(deployment: Deployment) -> int:
    """Publish the folder of exercises to every tenant; returns how many were read.

    A version that is there already is not stored again. It becomes the active one only if it is new, so a version that
    somebody activated on purpose stays active when the process starts again. An exercise that is broken is named in the
    log and left as it was: it must not keep the others from being served.

    Raises:
        ConfigurationError: there is no such folder.
    """
    found = _readable_exercises(ExerciseCatalog(deployment.settings.effective_exercises_dir()))
    fresh: list[str] = []
    with deployment.database.transaction() as session:
        tenants.ensure_shared_tenant(session)
        for exercise in found:
            row, is_new = exercises.publish(session, SHARED_TENANT, content_of(exercise), activate=False, actor=SYSTEM)
            if is_new:
                exercises.activate(session, SHARED_TENANT, exercise.slug, row.id, actor=SYSTEM)
                fresh.append(exercise.slug)
                log.debug("exercise %s: version %s is active now", exercise.slug, exercise.version)
    if fresh:
        log.info("%d exercises have a new version that is active now: %s", len(fresh), ", ".join(fresh))
    return len(found)


def _readable_exercises(catalog: ExerciseCatalog) -> list[Exercise]:
    found = []
    for slug in catalog.slugs():
        try:
            found.append(catalog.get(slug))
        except ExerciseError as error:
            log.error("exercise %s is broken and stays as it was: %s", slug, error)  # noqa: TRY400 - it says it all
    return found
