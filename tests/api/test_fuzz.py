"""Every endpoint fuzzed from the service's own OpenAPI document: no request breaks it, and answers are as documented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation

from grader.api import create_app, live, openapi_document
from grader.config import load_settings
from grader.deployment import Deployment
from grader.dispatch import Dispatcher
from grader.models import SHARED_TENANT, Submission
from grader.store import Database, deliveries, exercises, tenants
from grader.waiting import EventFeed
from tests.api.conftest import key_of, served
from tests.service.fakes import CONTENT, Place

#: Requests for each endpoint and database; more of them find more, and take longer.
EXAMPLES = 20


#: Problems that a schema cannot foresee: they are about what is stored, not about what a request looks like.
BEYOND_A_SCHEMA = {
    "unknown-exercise",
    "invalid-exercise",
    "invalid-cursor",
    "device-not-listed",
    "device-unavailable",
    "callback-refused",
    "idempotency-key-reused",
}


@dataclass(frozen=True)
class Target:
    """A service with something in it, and its ids."""

    url: str
    headers: dict[str, str]
    known: dict[str, list[str]]


def furnished(database: Database) -> tuple[str, dict[str, list[str]]]:
    """Put a bit of everything into a database; returns a key for all of it, and the ids by parameter."""
    with database.transaction() as session:
        tenants.ensure_shared_tenant(session)
        exercises.publish(session, SHARED_TENANT, CONTENT, activate=True, actor="test")
        tenant = tenants.ensure_tenant(session, "university")
    key = key_of(database, "university")
    with database.transaction() as session:
        caller = tenants.authenticate(session, key)
        assert caller is not None
        other = tenants.create_key(session, tenant.id, list(caller.scopes), actor="test").row.id
        secret = deliveries.create_secret(session, tenant.id, actor="test").id
    place = Place(database, tenant.id, caller.key_id, key)
    rows: list[Submission] = place.submit(*["accepted"] * 4, learner="anna", callback_url="https://lms.example/hook")
    attempts = [place.grade(rows[0]).id, place.grade(rows[1], "internal_error", None).id]
    with database.transaction() as session:
        page = deliveries.list_page(session, tenant.id)
    return key, {
        "submission_id": [row.id for row in rows],
        "attempt_id": attempts,
        "delivery_id": [row.id for row in page.items],
        "key_id": [other],
        "secret_id": [secret],
        "slug": ["detach"],
        "version": ["sha256:0e"],
    }


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A service to fuzz, over each kind of database."""
    folder = tmp_path_factory.mktemp("fuzz")
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        (folder / "grader.sqlite").write_bytes(template.read_bytes())
        url = f"sqlite:///{folder / 'grader.sqlite'}"
    else:
        server = request.getfixturevalue("postgres")
        url = server.url(server.create(request.getfixturevalue("postgres_template")))
    database = Database(url)
    key, known = furnished(database)
    dispatcher = Dispatcher("memory://")
    feed = EventFeed(database)
    feed.start()
    settings = load_settings(
        data_dir=folder, learner_programs_per_minute=10**6, key_writes_per_minute=10**6, key_reads_per_minute=10**6
    )
    app = create_app(Deployment(settings, database, dispatcher, feed, "memory://"), stopping=lambda: True)
    with pytest.MonkeyPatch.context() as patch, served(app) as address:
        # Nobody grades here, so whoever waits or follows is answered as by a service that stops.
        patch.setattr(live, "_TURN_S", 0.01)
        yield Target(address, {"authorization": f"Bearer {key}"}, known)
    feed.stop()
    dispatcher.close()
    database.close()


@schemathesis.serializer("application/zip", "application/x-tar", "application/gzip")
def as_archive(_context: schemathesis.SerializationContext, value: object) -> bytes:
    """Send any value as the bytes of an archive."""
    return value if isinstance(value, bytes) else repr(value).encode("utf-8", "replace")


GENERATION = GenerationConfig(max_examples=EXAMPLES, database="none", with_security_parameters=False)
schema = schemathesis.openapi.from_dict(
    openapi_document(),
    config=SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=GENERATION))),
)


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
def test_no_request_breaks_an_endpoint(case: schemathesis.Case[Any], target: Target) -> None:
    """Whatever is sent, the answer is not 500, and it is one that the OpenAPI document describes."""
    chooser = random.Random(repr(case.body) + repr(case.query))  # noqa: S311 - the same choice each time
    broken = case.meta is not None and case.meta.is_negative_at(ParameterLocation.PATH)
    for name in case.path_parameters or {}:
        # A path that was broken on purpose stays so: mended it would be accepted, and the answer called wrong.
        if name in target.known and not broken and chooser.random() < 0.5:
            case.path_parameters[name] = chooser.choice(target.known[name])
    response = case.call(base_url=target.url, headers=target.headers, timeout=30)
    assert response.status_code != 500, response.text
    case.validate_response(response, excluded_checks=excluded_for(case, response))


def excluded_for(case: schemathesis.Case[Any], response: schemathesis.Response) -> list[schemathesis.CheckFunction]:
    """Return the checks that would blame an answer for what is right about it."""
    checks = schemathesis.checks
    # Every request here comes with a key, and 503 is an answer like another.
    excluded = [checks.ignored_auth, checks.not_a_server_error]
    if response.status_code == 422 and (
        response.json()["type"].rpartition(":")[2] in BEYOND_A_SCHEMA or "has passed" in response.json()["detail"]
    ):
        excluded.append(checks.positive_data_acceptance)
    if case.path == "/v1/submissions/batch":
        # Asked with another method, its last part reads as the id of a submission.
        excluded.append(checks.unsupported_method)
    return excluded
