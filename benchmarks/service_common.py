"""What the service's benchmarks share: real servers, real processes, and programs of the `detach` exercise."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from grader.config import Settings, load_settings
from grader.deployment import open_deployment, publish_shared_exercises
from grader.statuses import Scope
from grader.store import Database, exercises, fleet, schema, submissions, tenants
from tests.servers import Postgres, Redis

REPOSITORY = Path(__file__).resolve().parent.parent
DETACH = REPOSITORY / "exercises" / "detach"
_READY_S = 120.0


@dataclass
class Process:
    """A process of the service that can be killed and started again.

    Attributes:
        words: the command's words after `grader`.
    """

    words: Sequence[str]
    environment: dict[str, str]
    log: Path
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; again, after it ended."""
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "grader.cli", *self.words],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process number."""
        if self._child is None:
            raise RuntimeError("not started")
        return self._child.pid

    def alive(self) -> bool:
        """Whether it runs."""
        return self._child is not None and self._child.poll() is None

    def kill(self) -> None:
        """End it at once, without a word."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def stop(self, patience_s: float = 90.0) -> int:
        """Ask it to end and wait; returns its exit status."""
        if self._child is None:
            return 0
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)
        try:
            return self._child.wait(patience_s)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


@dataclass
class Service:
    """A deployment on real servers: database, broker, and the settings its processes get."""

    settings: Settings
    environment: dict[str, str]
    postgres: Postgres
    redis: Redis
    database: Database
    folder: Path
    tenant_id: str
    key_id: str
    key_text: str
    database_name: str
    processes: list[Process] = field(default_factory=list)

    def process(self, *words: str, name: str) -> Process:
        """Start a process of the service."""
        process = Process(words, self.environment, self.folder / f"{name}.log")
        self.processes.append(process)
        process.start()
        return process

    def another_key(self) -> tuple[str, str]:
        """Make another key of the tenant: its id and its text."""
        with self.database.transaction() as session:
            key = tenants.create_key(session, self.tenant_id, list(Scope), actor="benchmark")
            return key.row.id, key.text

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Connect to the database, beside the service."""
        return self.postgres.connect(self.database_name)

    def wait_for_workers(self, count: int = 1) -> None:
        """Wait until so many workers have joined."""
        deadline = time.monotonic() + _READY_S
        while time.monotonic() < deadline:
            with self.database.reading() as session:
                if len(fleet.list_live(session, heartbeat_s=10)) >= count:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"no worker came: see {self.folder}")

    def store(self, sources: Sequence[bytes], *, key_id: str | None = None, **more: Any) -> list[str]:
        """Store submissions as the API does, in batches; returns their ids."""
        ids: list[str] = []
        for start in range(0, len(sources), submissions.BATCH_LIMIT):
            with self.database.transaction() as session:
                active = exercises.find_active(session, self.tenant_id, "detach")
                batch = [
                    submissions.NewSubmission(active, source, **more)
                    for source in sources[start : start + submissions.BATCH_LIMIT]
                ]
                rows = submissions.create_many(session, self.tenant_id, key_id or self.key_id, batch)
                ids += [row.id for row in rows]
        return ids


@contextmanager
def service(folder: Path, **settings: Any) -> Iterator[Service]:
    """A deployment with nothing running yet but its servers; everything ends with it."""
    folder.mkdir(parents=True, exist_ok=True)
    # Ended from outside, end what was started too.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        postgres = stack.enter_context(Postgres(durable=True))
        redis = stack.enter_context(Redis())
        name = postgres.create()
        url = postgres.url(name)
        chosen = load_settings(database_url=url, broker_url=redis.url, data_dir=folder / "data", **settings)
        environment = {
            "GRADER_DATABASE_URL": url,
            "GRADER_BROKER_URL": redis.url,
            "GRADER_DATA_DIR": str(folder / "data"),
            "GRADER_LOG_LEVEL": "warning",
            **{f"GRADER_{name.upper()}": str(value) for name, value in settings.items()},
        }
        deployment = stack.enter_context(open_deployment(chosen, redis.url))
        schema.upgrade(deployment.database)
        publish_shared_exercises(deployment)
        with deployment.database.transaction() as session:
            tenant = tenants.ensure_tenant(session, "benchmark")
            key = tenants.create_key(session, tenant.id, list(Scope), actor="benchmark")
        running = Service(
            chosen,
            environment,
            postgres,
            redis,
            deployment.database,
            folder,
            tenant.id,
            key.row.id,
            key.text,
            name,
        )
        try:
            yield running
        finally:
            enders = [threading.Thread(target=process.stop) for process in running.processes]
            for ender in enders:
                ender.start()
            for ender in enders:
                ender.join()


def processor_seconds(running: Service) -> dict[str, float]:
    """Processor time used so far by each part of the deployment; of the worker, what its sandbox used is a part apart."""
    ours = {process.pid: process for process in running.processes}
    used: dict[str, float] = {}
    for child in psutil.Process().children():
        own, below = _times(child), sum(_times(each, ended=True) for each in child.children(recursive=True))
        ended = _times(child, ended=True) - own
        if child.pid in ours:
            name = ours[child.pid].log.stem
            used |= {name: own, f"{name}'s sandbox": below + ended} if name == "worker" else {name: own + below + ended}
        else:
            used[child.name()] = own + below + ended
    return used


def _times(process: psutil.Process, *, ended: bool = False) -> float:
    """Processor time of a process, with that of its ended children if asked for; 0 if it is gone."""
    with contextlib.suppress(psutil.Error):
        times = process.cpu_times()
        own: float = times.user + times.system
        return own + times.children_user + times.children_system if ended else own
    return 0.0


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def programs() -> dict[str, list[bytes]]:
    """The proof submissions of `detach`: by `accepted` and `rejected`."""
    return {
        kind: [path.read_bytes() for path in sorted((DETACH / "submissions" / kind).glob("*.py"))]
        for kind in ("accepted", "rejected")
    }


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
