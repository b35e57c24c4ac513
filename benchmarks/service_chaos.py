"""Everything is killed, nothing is lost: submissions through HTTP while processes and servers die at random.

    python -m benchmarks.service_chaos [--count 2000] [--pause 4.0] [--seed N]

While clients submit with an Idempotency-Key and repeat what was not answered, at random moments the worker, its fork
server, Redis with all its data, PostgreSQL and the API are ended with SIGKILL and started again, and every connection to
PostgreSQL is cut. At the end every submission must have exactly one attempt that counts, with the right verdict, and its
webhook must have arrived at least once, always under the same id.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks.service_common import DETACH, Process, Service, free_port, service
from grader.exercise import load_exercise
from grader.grading import Grader
from workers.sandbox import Sandbox

_CLIENTS = 6
#: The share of all submissions that clients are ahead of the verdicts: they submit for as long as the storm lasts.
_AHEAD_SHARE = 0.05
_CLIENT_PAUSE_S = 0.2
_REFUSED_FIRST = 0.03
_LAST_SHARE = 0.97
_END_S = 600.0
_TELL_S = 10.0
#: Verdicts after a strike that show that work goes on; time after which the next strike comes all the same.
_HEALED = 15
_STUCK_S = 45.0


def _chance(seed: str) -> random.Random:
    """Chance that can be repeated; nothing secret hangs on it."""
    return random.Random(seed)  # noqa: S311


@dataclass
class Receiver:
    """Takes webhooks; some are refused the first time they come.

    Attributes:
        arrived: submission id -> the webhook-ids under which it was announced, each with how often.
    """

    seed: int
    arrived: dict[str, Counter[str]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        """Listen; returns the address."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                code = receiver.take(self.headers["webhook-id"], json.loads(body))
                self.send_response(code)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/hook"

    def take(self, message_id: str, message: dict[str, Any]) -> int:
        """Note a message; the status code to answer with."""
        with self._lock:
            if message_id not in self.refused and _chance(f"{self.seed}{message_id}").random() < _REFUSED_FIRST:
                self.refused.add(message_id)
                return 500
            submission_id = message["data"]["id"]
            self.arrived.setdefault(submission_id, Counter())[message_id] += 1
            return 204


@dataclass
class Clients:
    """Submit programs from several threads, each with a key of its own that makes repeating it harmless.

    Attributes:
        finished: how many verdicts there are, as far as whoever looks has told.
        stored: submission id -> index of the program.
        repeats: requests that were not answered, or with 5xx, and were sent again.
    """

    url: str
    key: str
    hook: str
    sources: list[bytes]
    count: int
    seed: int
    finished: int = 0
    stored: dict[str, int] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begin to submit."""
        for number in range(_CLIENTS):
            thread = threading.Thread(target=self._submit, args=(range(number, self.count, _CLIENTS),), daemon=True)
            thread.start()
            self._threads.append(thread)

    def done(self) -> bool:
        """Whether everything was answered."""
        return not any(thread.is_alive() for thread in self._threads)

    def _submit(self, numbers: range) -> None:
        headers = {"authorization": f"Bearer {self.key}"}
        with httpx.Client(base_url=self.url, headers=headers, timeout=30.0) as client:
            for number in numbers:
                while number >= self.finished + max(_CLIENTS, _AHEAD_SHARE * self.count):
                    time.sleep(_CLIENT_PAUSE_S)
                program = _chance(f"{self.seed} {number}").randrange(len(self.sources))
                body = {
                    "exercise": "detach",
                    "source": self.sources[program].decode(),
                    "learner": f"learner-{number}",
                    "callback_url": self.hook,
                }
                answer = self._until_answered(client, body, f"chaos-{number}")
                with self._lock:
                    self.stored[answer["id"]] = program

    def _until_answered(self, client: httpx.Client, body: dict[str, Any], key: str) -> dict[str, Any]:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                response = client.post("/v1/submissions", json=body, headers={"idempotency-key": f'"{key}"'})
                with self._lock:
                    self.answers[str(response.status_code)] += 1
                if response.status_code == httpx.codes.ACCEPTED:
                    answer: dict[str, Any] = response.json()
                    return answer
                if response.status_code < httpx.codes.INTERNAL_SERVER_ERROR and response.status_code not in (409, 429):
                    raise RuntimeError(response.text)
            with self._lock:
                self.repeats += 1
            time.sleep(_CLIENT_PAUSE_S)


@dataclass
class Chaos:
    """Ends processes and servers at random and starts them again.

    Attributes:
        done: how often each was done.
    """

    running: Service
    worker: Process
    api: Process
    random: random.Random
    done: Counter[str] = field(default_factory=Counter)

    def strike(self) -> None:
        """Do one thing."""
        ways: list[tuple[str, Callable[[], None]]] = [
            ("worker killed", self._kill_worker),
            ("fork server killed", self._kill_fork_server),
            ("Redis killed with its data", self._kill_redis),
            ("API killed", self._kill_api),
            ("database connections cut", self._cut_connections),
            ("PostgreSQL killed", self._kill_postgres),
        ]
        name, act = self.random.choice(ways)
        act()
        self.done[name] += 1

    def look_after(self) -> None:
        """Start again what ended by itself, as a supervisor does."""
        for name, process in (("worker", self.worker), ("API", self.api)):
            if not process.alive():
                self.done[f"{name} ended by itself"] += 1
                process.start()

    def _kill_worker(self) -> None:
        self.worker.kill()
        self.worker.start()

    def _kill_fork_server(self) -> None:
        with contextlib.suppress(psutil.Error):
            children = psutil.Process(self.worker.pid).children()
            servers = [child for child in children if any("forkserver" in word for word in child.cmdline())]
            for server in servers:
                server.kill()

    def _kill_redis(self) -> None:
        self.running.redis.kill()
        time.sleep(self.random.uniform(0.0, 1.0))
        self.running.redis.start()

    def _kill_api(self) -> None:
        self.api.kill()
        self.api.start()

    def _kill_postgres(self) -> None:
        self.running.postgres.kill()
        time.sleep(self.random.uniform(0.0, 1.0))
        self.running.postgres.start()

    def _cut_connections(self) -> None:
        self.running.postgres.cut_connections()


@dataclass(frozen=True)
class Outcome:
    """What was found at the end; `problems` must be empty."""

    counts: dict[str, Any]
    problems: list[str]


def expected_verdicts(sources: list[bytes]) -> list[str]:
    """The verdict of each program, graded here and now."""
    exercise = load_exercise(DETACH)
    with Sandbox(concurrency=2) as sandbox:
        grader = Grader(sandbox, b"\x01" * 32)
        return [grader.grade(exercise, source, f"expected-{n}").verdict for n, source in enumerate(sources)]


def run(
    count: int, *, pause_s: float, seed: int, folder: Path, say: Callable[[str], None], healed: int = _HEALED
) -> Outcome:
    """Submit `count` programs through the storm, and look at what became of them.

    Args:
        pause_s: the longest pause between looking whether to strike, seconds.
        healed: verdicts after a strike that show that work goes on.
    """
    sources = [path.read_bytes() for path in sorted((DETACH / "submissions").glob("*/*.py"))]
    expected = expected_verdicts(sources)
    say(f"{len(sources)} programs: {dict(Counter(expected))}")
    receiver = Receiver(seed)
    port = free_port()
    settings = {
        "reconcile_s": 1.0,
        "resend_after_s": 2.0,
        "heartbeat_s": 0.5,
        "heartbeat_timeout_s": 5.0,
        "callback_networks": "127.0.0.0/8",
        "key_writes_per_minute": 1_000_000,
        "learner_programs_per_minute": 1_000_000,
        # A worker is killed every few seconds here: an honest program may be hit more often than in a year.
        "max_deaths": 10,
    }
    with service(folder, **settings) as running:
        worker = running.process("worker", name="worker")
        api = running.process("serve", "--slots", "0", "--port", str(port), name="api")
        running.wait_for_workers()
        clients = Clients(f"http://127.0.0.1:{port}", running.key_text, receiver.start(), sources, count, seed)
        chaos = Chaos(running, worker, api, _chance(str(seed)))
        began = time.monotonic()
        clients.start()
        _storm(chaos, clients, count, pause_s, healed, say)
        _calm(running, clients, chaos, receiver, count)
        took = time.monotonic() - began
        outcome = _look(running, clients, chaos, receiver, count, expected)
    outcome.counts["seconds"] = round(took, 1)
    return outcome


def _storm(chaos: Chaos, clients: Clients, count: int, pause_s: float, healed: int, say: Callable[[str], None]) -> None:
    told, since = 0.0, 0
    struck = time.monotonic()
    while True:
        time.sleep(chaos.random.uniform(0.1, 1.0) * pause_s)
        chaos.look_after()
        finished = clients.finished = _finished(chaos.running)
        if time.monotonic() - told > _TELL_S:
            told = time.monotonic()
            say(f"  stored {len(clients.stored)}, finished {finished}, strikes {sum(chaos.done.values())}")
        if finished >= _LAST_SHARE * count:
            return
        # On a slow machine the parts need longer to come back: strike once work goes on, or is stuck.
        if finished - since >= healed or time.monotonic() - struck > _STUCK_S:
            chaos.strike()
            since, struck = finished, time.monotonic()


def _calm(running: Service, clients: Clients, chaos: Chaos, receiver: Receiver, count: int) -> None:
    """Nothing is killed any more: wait for the rest."""
    deadline = time.monotonic() + _END_S
    while time.monotonic() < deadline:
        chaos.look_after()
        clients.finished = _finished(running)
        if clients.done() and clients.finished >= count and len(receiver.arrived) >= count:
            return
        time.sleep(0.5)


def _finished(running: Service) -> int:
    with running.connect() as connection:
        row = connection.execute("SELECT count(*) FROM submissions WHERE status = 'finished'").fetchone()
    return int(str(row[0])) if row else 0


def _look(
    running: Service, clients: Clients, chaos: Chaos, receiver: Receiver, count: int, expected: list[str]
) -> Outcome:
    with running.connect() as connection:
        rows = connection.execute(
            "SELECT s.id, s.status, s.verdict, s.attempt_id, count(a.id), count(a.applied_at), sum(a.deaths), "
            "sum(a.faults) FROM submissions s JOIN attempts a ON a.submission_id = s.id GROUP BY s.id"
        ).fetchall()
        deliveries = connection.execute("SELECT status, count(*) FROM deliveries GROUP BY status").fetchall()
    problems = [] if len(rows) == count else [f"{count} sent, {len(rows)} stored"]
    verdicts: Counter[str] = Counter()
    for submission_id, status, verdict, attempt_id, attempts, applied, *_ in rows:
        program = clients.stored.get(str(submission_id))
        if program is None:
            problems.append(f"{submission_id}: stored, and nobody was told")
            continue
        verdicts[str(verdict)] += 1
        if (status, verdict) != ("finished", expected[program]):
            problems.append(f"{submission_id}: {status}, {verdict} instead of {expected[program]}")
        if (attempts, applied) != (1, 1) or attempt_id is None:
            problems.append(f"{submission_id}: {attempts} attempts, {applied} applied")
        ids = receiver.arrived.get(str(submission_id), Counter())
        if len(ids) != 1:
            problems.append(f"{submission_id}: announced under {len(ids)} ids")
    repeated = sum(sum(ids.values()) - 1 for ids in receiver.arrived.values())
    return Outcome(
        {
            "submissions": len(rows),
            "lost": count - len(clients.stored),
            "verdicts": dict(verdicts),
            "attempts": sum(int(str(row[4])) for row in rows),
            "attempts whose worker died": sum(int(str(row[6])) > 0 for row in rows),
            "attempts with a fault of ours": sum(int(str(row[7])) > 0 for row in rows),
            "webhooks announced": len(receiver.arrived),
            "webhooks that came again under the same id": repeated,
            "webhooks refused once": len(receiver.refused),
            "deliveries": {str(status): number for status, number in deliveries},
            "answers": dict(clients.answers),
            "requests repeated by clients": clients.repeats,
            "strikes": dict(chaos.done),
        },
        problems,
    )


def _say(text: str) -> None:
    print(text, flush=True)


def main() -> None:
    """Run and print; exit status 1 if anything was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument(
        "--pause", type=float, default=4.0, help="the longest pause between looking whether to strike, seconds"
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--keep", type=Path, help="folder for the logs")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="tg-chaos-") as folder:
        outcome = run(
            chosen.count, pause_s=chosen.pause, seed=chosen.seed, folder=chosen.keep or Path(folder), say=_say
        )
    for name, value in outcome.counts.items():
        print(f"{name}: {value}")
    print("problems: " + ("none" if not outcome.problems else ""))
    for problem in outcome.problems[:50]:
        print("  " + problem)
    sys.exit(1 if outcome.problems else 0)


if __name__ == "__main__":
    main()
