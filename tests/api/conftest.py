"""Fixtures of the API's tests: a deployment without workers, its application, and clients with keys."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from grader.api import create_app
from grader.config import Settings, load_settings
from grader.deployment import Deployment
from grader.dispatch import Dispatcher
from grader.models import SHARED_TENANT, Submission
from grader.statuses import Scope
from grader.store import Database, exercises, submissions, tenants
from grader.waiting import EventFeed
from tests.api.real_service import RealService, started
from tests.service.conftest import (
    database,
    place,
    postgres,
    postgres_template,
    postgres_url,
    redis,
    redis_server,
    sqlite_template,
    sqlite_url,
)
from tests.service.fakes import CONTENT, Place

__all__ = [
    "database",
    "place",
    "postgres",
    "postgres_template",
    "postgres_url",
    "redis",
    "redis_server",
    "sqlite_template",
    "sqlite_url",
]

_STEP_S = 0.01

#: For tests of what the two databases could do differently; the others run on SQLite.
ON_BOTH_DATABASES = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database of the test's own: SQLite, unless the test is marked with `ON_BOTH_DATABASES`."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")
    return url


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """The deployment's settings; a test changes them with `@pytest.mark.parametrize("settings", [{...}], indirect=True)`."""
    changed = getattr(request, "param", {})
    defaults = {"data_dir": tmp_path / "data", "callback_networks": (ip_network("127.0.0.0/8"),)}
    return load_settings(**(defaults | changed))


@pytest.fixture
def deployment(place: Place, settings: Settings) -> Iterator[Deployment]:
    """A deployment whose messages wait in memory: nobody grades unless the test does."""
    dispatcher = Dispatcher("memory://")
    feed = EventFeed(place.database)
    feed.start()
    yield Deployment(settings, place.database, dispatcher, feed, "memory://")
    feed.stop()
    dispatcher.close()


@pytest.fixture
def app(deployment: Deployment) -> FastAPI:
    """The application."""
    return create_app(deployment)


@pytest.fixture(scope="module")
def shared_client(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client with a key for everything, of a service that the tests of one module share: for those that are refused."""
    folder = tmp_path_factory.mktemp("shared")
    path = folder / "grader.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    opened = Database(f"sqlite:///{path}")
    dispatcher = Dispatcher("memory://")
    feed = EventFeed(opened)
    feed.start()
    with opened.transaction() as session:
        tenants.ensure_shared_tenant(session)
        exercises.publish(session, SHARED_TENANT, CONTENT, activate=True, actor="test")
    headers = {"authorization": f"Bearer {key_of(opened, 'university')}"}
    settings = load_settings(data_dir=folder)
    with (
        served(create_app(Deployment(settings, opened, dispatcher, feed, "memory://"))) as address,
        httpx.Client(base_url=address, headers=headers, timeout=30, trust_env=False) as client,
    ):
        yield client
    feed.stop()
    dispatcher.close()
    opened.close()


def key_of(database: Database, tenant: str, *scopes: Scope) -> str:
    """Make a key of a tenant, made if missing; returns its text."""
    with database.transaction() as session:
        owner = tenants.ensure_tenant(session, tenant)
        return tenants.create_key(session, owner.id, scopes or list(Scope), actor="test").text


@pytest.fixture
def key_for(place: Place) -> Callable[..., dict[str, str]]:
    """Headers with a new key: `key_for(Scope.SUBMIT)`, or of another tenant: `key_for(tenant="college")`."""

    def headers(*scopes: Scope, tenant: str = "university") -> dict[str, str]:
        return {"authorization": f"Bearer {key_of(place.database, tenant, *scopes)}"}

    return headers


@pytest.fixture
def url(app: FastAPI) -> Iterator[str]:
    """Where the application is served by uvicorn."""
    with served(app) as address:
        yield address


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine."""
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(_STEP_S)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def client(url: str, place: Place) -> Iterator[httpx.Client]:
    """A client with a key for everything."""
    headers = {"authorization": f"Bearer {place.key_text}"}
    with httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False) as opened:
        yield opened


SUBMISSION = {"exercise": "detach", "source": "accepted", "learner": "anna"}


def row_of(place: Place, submission_id: str) -> Submission:
    """Return a submission's row."""
    with place.database.reading() as session:
        return submissions.get(session, place.tenant_id, submission_id)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, exercises_dir: Path) -> Iterator[RealService]:
    """The real service, with its sandbox and one exercise."""
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(exercises_dir / "detach", folder / "exercises" / "detach")
    with started(
        folder, GRADER_CALLBACK_NETWORKS="127.0.0.0/8", GRADER_EXERCISES_DIR=str(folder / "exercises")
    ) as service:
        yield service
