"""The container files: valid, tight, and their very commands run here against a real Redis and a real PostgreSQL."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from grader.config import Settings
from grader.statuses import Scope
from grader.store import Database
from tests.api.conftest import key_of
from tests.api.receiver import wait_until
from tests.servers import Postgres, Redis

GIVEN = {"POSTGRES_PASSWORD": "a-password", "GRADER_VARIANTS_SECRET": "5e" * 32}
#: Which service may know which secret.
MAY_KNOW = {
    "POSTGRES_PASSWORD": {"api", "worker", "migrate", "postgres", "worker-cuda"},
    "GRADER_VARIANTS_SECRET": {"worker", "worker-cuda"},
}
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
_PATIENCE_S = 90.0


def filled_in(node: Any) -> Any:
    """Put the variables' values into a compose file as Compose does; one that must be given and is not is an error."""

    def value(match: re.Match[str]) -> str:
        name, kind, word = match.groups()
        if name in GIVEN:
            return GIVEN[name]
        assert kind == "-", f"{name} must be given: {word}"
        return str(word)

    if isinstance(node, dict):
        return {key: filled_in(each) for key, each in node.items()}
    if isinstance(node, list):
        return [filled_in(each) for each in node]
    return _VARIABLE.sub(value, node) if isinstance(node, str) else node


def loaded(path: Path) -> dict[str, Any]:
    """Read a compose file."""
    found: dict[str, Any] = filled_in(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="module")
def compose(repository: Path) -> dict[str, Any]:
    """The compose file, filled in."""
    return loaded(repository / "docker-compose.yml")


@pytest.fixture(scope="module")
def every_service(compose: dict[str, Any], repository: Path) -> dict[str, dict[str, Any]]:
    """All services, those of the override file too."""
    override = loaded(repository / "docker-compose.cuda.yml")
    return {**compose["services"], **override["services"]}


@pytest.mark.parametrize("name", ["docker-compose.yml", "docker-compose.cuda.yml"])
def test_the_files_fit_the_compose_specification(repository: Path, name: str) -> None:
    """Each file is valid by the specification's own JSON schema."""
    schema = json.loads((files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json").read_text("utf-8"))
    document = loaded(repository / name)
    jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document | {"services": {"api": {"comand": []}}}, schema)


def test_every_service_is_confined(every_service: dict[str, dict[str, Any]]) -> None:
    """No service writes to its file system, has a capability, or may gain one; each has a memory and process limit."""
    for name, service in every_service.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "cap_add" not in service, name
        assert "privileged" not in service, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert service["pids_limit"], name
        assert not any("docker.sock" in str(volume) for volume in service.get("volumes", ())), name


def test_no_service_knows_a_secret_that_it_does_not_use(every_service: dict[str, dict[str, Any]]) -> None:
    """A secret is in the environment of those that need it, and nowhere else in the file."""
    for secret, services in MAY_KNOW.items():
        knowing = {name for name, service in every_service.items() if GIVEN[secret] in json.dumps(service)}
        assert knowing == services, secret


def test_learners_programs_run_where_nothing_leads_outside(
    every_service: dict[str, dict[str, Any]], compose: dict[str, Any]
) -> None:
    """Workers, database and broker are on a network without a way out; only the API listens, and only on this machine."""
    assert compose["networks"]["back"] == {"internal": True}
    for name, service in every_service.items():
        assert set(service["networks"]) == ({"front", "back"} if name == "api" else {"back"}), name
        assert ("ports" in service) == (name == "api"), name
    assert compose["services"]["api"]["ports"] == ["127.0.0.1:8000:8000"]


def test_everything_starts_in_order(every_service: dict[str, dict[str, Any]]) -> None:
    """Every service that stays has a health check, and who needs the schema waits for the migration."""
    for name, service in every_service.items():
        assert ("healthcheck" in service) == (name != "migrate"), name
    for name in ("api", "worker", "worker-cuda"):
        conditions = {other: each["condition"] for other, each in every_service[name]["depends_on"].items()}
        assert conditions == {"migrate": "service_completed_successfully", "redis": "service_healthy"}
    assert every_service["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert every_service["migrate"]["restart"] == "no"


def test_every_setting_is_one(every_service: dict[str, dict[str, Any]]) -> None:
    """Each GRADER_ variable in the files is a setting that the program reads."""
    known = {f"GRADER_{name.upper()}" for name in Settings.model_fields}
    for service in every_service.values():
        for name in service.get("environment", {}):
            assert name in known or name.startswith("POSTGRES_"), name


def test_a_worker_is_given_the_time_to_drain(every_service: dict[str, dict[str, Any]]) -> None:
    """A stopping container is killed only after its worker has given back what it could not finish."""
    drain = Settings.model_fields["drain_s"].default
    for name in ("worker", "worker-cuda"):
        assert int(every_service[name]["stop_grace_period"].removesuffix("s")) > drain


def test_the_image_is_built_from_what_is_pinned(repository: Path) -> None:
    """The image installs torch first, then the rest as constraints.txt pins it, and runs as nobody in particular."""
    lines = (repository / "workers" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", " "))]
    installs = [line for line in commands if "pip install" in line]
    assert len(installs) == 2
    assert "^torch==" in installs[0]
    assert "--constraint constraints.txt" in installs[1]
    assert 'ENTRYPOINT ["grader"]' in commands
    [user] = [line.split()[1] for line in commands if line.startswith("USER")]
    assert int(user.partition(":")[0]) > 0
    bases = [line.split()[1] for line in commands if line.startswith("FROM")]
    assert bases == ["python:3.11-slim-bookworm"] * 2


def test_the_build_sees_what_it_needs_and_nothing_else(repository: Path) -> None:
    """What the Dockerfile copies is in the build context; histories, environments and settings are not."""
    let_in = {
        line.removeprefix("!")
        for line in (repository / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = set()
    for line in (repository / "workers" / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            copied |= set(line.split()[1:-1])
    assert copied == let_in
    assert all((repository / name).exists() for name in copied)


@contextmanager
def command_of(
    service: dict[str, Any], changed: dict[str, str], port: int, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a service's own command with its own environment, but for where database and broker are, and the port."""
    words = [word.replace("8000", str(port)) for word in service["command"]]
    environment = {name: str(value) for name, value in service["environment"].items()} | changed
    environment["PATH"] = os.environ["PATH"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*_without_privileges(), sys.executable, "-m", "grader.cli", *words],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE_S)


def _without_privileges() -> list[str]:
    """What `cap_drop` and `no-new-privileges` do, where this test may do it."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return []
    return ["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]


def health_of(service: dict[str, Any], changed: dict[str, str], port: int) -> int:
    """Run a service's own health check; returns its exit status."""
    _, *words = [word.replace("8000", str(port)) for word in service["healthcheck"]["test"]]
    if words[0] == "grader":
        words = [sys.executable, "-m", "grader.cli", *words[1:]]
    elif words[0] == "python":
        words[0] = sys.executable
    environment = {name: str(value) for name, value in service["environment"].items()} | changed
    environment["PATH"] = os.environ["PATH"]
    return subprocess.run(words, env=environment, capture_output=True, check=False).returncode


@pytest.mark.postgres
@pytest.mark.redis
def test_the_containers_commands_serve(
    compose: dict[str, Any], postgres: Postgres, redis: Redis, exercises_dir: Path, tmp_path: Path
) -> None:
    """Migration, API and worker, started by the files' own commands, grade a program; their health checks tell the truth."""
    services = compose["services"]
    # A process without capabilities reaches only what its user may reach.
    postgres.folder.chmod(0o711)
    database_url = postgres.url(postgres.create())
    shutil.copytree(exercises_dir / "detach", tmp_path / "exercises" / "detach")
    changed = {
        "GRADER_DATABASE_URL": database_url,
        "GRADER_BROKER_URL": redis.url,
        "GRADER_DATA_DIR": str(tmp_path / "data"),
        "GRADER_EXERCISES_DIR": str(tmp_path / "exercises"),
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert health_of(services["api"], changed, port) != 0
    with ExitStack() as stack:
        with command_of(services["migrate"], changed, port, tmp_path / "migrate.log") as migrating:
            assert migrating.wait(_PATIENCE_S) == 0, (tmp_path / "migrate.log").read_text()
        api = stack.enter_context(command_of(services["api"], changed, port, tmp_path / "api.log"))
        worker = stack.enter_context(command_of(services["worker"], changed, port, tmp_path / "worker.log"))
        wait_until(lambda: health_of(services["api"], changed, port) == 0, patience_s=_PATIENCE_S)
        wait_until(lambda: health_of(services["worker"], changed, port) == 0, patience_s=_PATIENCE_S)
        database = Database(database_url)
        headers = {"authorization": f"Bearer {key_of(database, 'school', Scope.SUBMIT)}"}
        database.close()
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, headers=headers, timeout=90, trust_env=False) as client:
            body = {"exercise": "detach", "source": "x = 1\n"}
            assert client.post("/v1/submissions?wait=60", json=body).json()["code"] == "WA"
            assert client.get("/readyz").json()["status"] == "ready"
        assert (api.poll(), worker.poll()) == (None, None)
    assert (api.returncode, worker.returncode) == (0, 0)
    for name in ("api", "worker"):
        for line in (tmp_path / f"{name}.log").read_text(encoding="utf-8").splitlines():
            if line.startswith("{"):
                json.loads(line)
            for secret in GIVEN.values():
                assert secret not in line
