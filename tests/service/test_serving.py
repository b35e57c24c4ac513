"""`grader serve` and `grader worker` as processes: begun, used over HTTP, ended by a signal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.servers import Postgres, Redis

READY_S = 120.0
RIGHT = Path(__file__).resolve().parents[2] / "exercises" / "detach" / "reference.py"
ENDLESS = "import time\nwhile True:\n    time.sleep(0.01)\n"


@dataclass
class Running:
    """A process of the service, and what it said."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until it says something; what it said instead is shown if it ends."""
        output = self.process.stdout
        assert output is not None
        for line in output:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found
        pytest.fail(f"it ended with {self.process.wait()} and said:\n{''.join(self.lines)}")

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; returns the exit status."""
        self.process.send_signal(number)
        output = self.process.stdout
        assert output is not None
        self.lines += output.readlines()
        return self.process.wait(READY_S)


@contextmanager
def running(*words: str, **settings: str) -> Iterator[Running]:
    """Run `grader` with these words; killed at the end if it still runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GRADER_")}
    environment |= {f"GRADER_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "grader.cli", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    watchdog = threading.Timer(READY_S * 2, process.kill)
    watchdog.start()
    try:
        yield Running(process)
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def submit(url: str, key: str, source: str, *, wait_s: int = 60) -> dict[str, object]:
    """Submit a program and return the answer."""
    response = httpx.post(
        f"{url}/v1/submissions?wait={wait_s}",
        json={"exercise": "detach", "source": source},
        headers={"authorization": f"Bearer {key}"},
        timeout=wait_s + 30,
    )
    assert response.status_code in (200, 202), response.text
    answer: dict[str, object] = response.json()
    return answer


@pytest.mark.parametrize("broker", ["memory://", pytest.param("auto", marks=pytest.mark.redis)])
def test_serving_needs_nothing_else(tmp_path: Path, broker: str) -> None:
    """With no database or broker given it serves, grades, ends cleanly, and knows everything when it starts again."""
    settings = {"data_dir": str(tmp_path), "broker_url": broker}
    with running("serve", "--port", "0", **settings) as service:
        url = service.wait_for(r"ready at (http://\S+) with \d+ exercises")[1]
        key = service.wait_for(r"first API key.*: (tg_\S+)")[1]
        answer = submit(url, key, RIGHT.read_text(encoding="utf-8"))
        assert (answer["status"], answer["verdict"]) == ("finished", "accepted")
        assert service.end() == 0
        assert not [line for line in service.lines if "Traceback" in line]
    with running("serve", "--port", "0", **settings) as service:
        url = service.wait_for(r"ready at (http://\S+)")[1]
        again = httpx.get(
            f"{url}/v1/submissions/{answer['id']}", headers={"authorization": f"Bearer {key}"}, timeout=60
        ).json()
        assert again["verdict"] == "accepted"
        assert service.end(signal.SIGINT) == 0
    assert not any("first API key" in line for line in service.lines)
    assert not (tmp_path / "redis.sock").exists()


def test_stopping_gives_back_what_runs(tmp_path: Path) -> None:
    """A program that runs when the service is stopped is graded after the next start, once."""
    settings = {"data_dir": str(tmp_path), "broker_url": "memory://", "drain_s": "0.2", "reconcile_s": "0.5"}
    with running("serve", "--port", "0", **settings) as service:
        url = service.wait_for(r"ready at (http://\S+)")[1]
        key = service.wait_for(r"first API key.*: (tg_\S+)")[1]
        answer = submit(url, key, ENDLESS, wait_s=1)
        while answer["status"] == "queued":
            known = httpx.get(
                f"{url}/v1/submissions/{answer['id']}", headers={"authorization": f"Bearer {key}"}, timeout=60
            )
            answer = known.raise_for_status().json()
        assert answer["status"] == "running"
        assert service.end() == 0
    with running("serve", "--port", "0", resend_after_s="0.1", **settings) as service:
        url = service.wait_for(r"ready at (http://\S+)")[1]
        response = httpx.get(
            f"{url}/v1/submissions/{answer['id']}?wait=60", headers={"authorization": f"Bearer {key}"}, timeout=90
        )
        finished = response.json()
        assert finished["verdict"] == "time_limit_exceeded"
        assert len(finished["attempts"]) == 1
        assert service.end() == 0


@pytest.mark.postgres
@pytest.mark.redis
def test_processes_of_their_own(tmp_path: Path, postgres: Postgres, redis: Redis) -> None:
    """API and worker in two processes on PostgreSQL and Redis: upgraded, keyed, graded, drained."""
    name = postgres.create()
    settings = {"data_dir": str(tmp_path), "broker_url": redis.url, "database_url": postgres.url(name)}
    with running("serve", "--slots", "0", "--port", "0", **settings) as early:
        early.wait_for("run `grader db upgrade`")
        assert early.process.wait(READY_S) == 2
    with running("db", "upgrade", **settings) as upgrade:
        upgrade.wait_for("up to date")
    with running("key", "create", "--tenant", "school", "--scope", "submit", **settings) as made:
        key = made.wait_for(r"^(tg_\S+)$")[1]
    with (
        running("worker", "--slots", "2", **settings) as worker,
        running("serve", "--slots", "0", "--port", "0", **settings) as api,
    ):
        url = api.wait_for(r"ready at (http://\S+)")[1]
        worker.wait_for("takes work for cpu on 2 slots")
        assert submit(url, key, RIGHT.read_text(encoding="utf-8"))["verdict"] == "accepted"
        with running("fleet", "list", **settings) as listing:
            worker_id = listing.wait_for(r"^(wrk_\S+)  working  cpu  2 slots")[1]
        with running("fleet", "drain", worker_id, **settings) as drain:
            drain.wait_for("takes no more work")
        assert worker.process.wait(READY_S) == 0
        assert api.end() == 0
    postgres.drop(name)


@pytest.mark.parametrize(
    "words, settings, reason",
    [
        ("worker", {"broker_url": "memory://"}, "memory:// reaches no other process"),
        ("worker", {}, "no broker: start `grader serve` first"),
        ("serve", {"broker_url": "amqp://x"}, "GRADER_BROKER_URL"),
        ("serve", {"port": "none"}, "GRADER_PORT"),
        ("serve", {"exercises_dir": "/nowhere"}, "GRADER_EXERCISES_DIR"),
        ("serve --port 1 --host 203.0.113.1", {"broker_url": "memory://"}, "cannot listen on"),
    ],
)
def test_what_cannot_start_says_why(tmp_path: Path, words: str, settings: dict[str, str], reason: str) -> None:
    """A process that cannot start ends with status 2 and one line that says what to do."""
    with running(*words.split(), data_dir=str(tmp_path), **settings) as process:
        process.wait_for(re.escape(reason))
        assert process.process.wait(READY_S) == 2
    assert not [line for line in process.lines if "Traceback" in line]
