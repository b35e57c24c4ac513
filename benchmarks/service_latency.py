"""How long from POST to verdict, through HTTP, Redis and PostgreSQL: alone, and beside work that could get in the way.

    python -m benchmarks.service_latency [--rate 10] [--seconds 60] [--slots N] [--scene alone ...]

Scenes:
    alone       nothing else
    slow        another key's programs that never end, one after the other
    flood       another key sends thousands at once
    slow-flood  another key sends many programs at once that never end
    rejudging   a rejudging of thousands runs

Before it, what a fresh interpreter takes for such a program: quote figures beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from benchmarks.baseline import fresh_interpreter
from benchmarks.service_common import Service, free_port, programs, quantile, service
from benchmarks.service_rejudging import store_graded
from grader import rejudging
from grader.store import rejudgings

_SLOW = b"while True:\n    pass\n"
_BESIDE = 2000
_SLOW_FLOOD = 30
_WARM_UP = 20
_WAIT_S = 60
#: How long a connection is kept that nobody uses, seconds; the service keeps it a little longer.
_KEPT_S = 2.0


@contextmanager
def _alone(_running: Service) -> Iterator[None]:
    yield


@contextmanager
def _slow(running: Service) -> Iterator[None]:
    key_id, _ = running.another_key()
    running.store([_SLOW] * 3, key_id=key_id)
    yield


@contextmanager
def _flood(running: Service) -> Iterator[None]:
    key_id, _ = running.another_key()
    running.store(programs()["accepted"][:1] * _BESIDE, key_id=key_id)
    yield


@contextmanager
def _slow_flood(running: Service) -> Iterator[None]:
    key_id, _ = running.another_key()
    running.store([_SLOW] * _SLOW_FLOOD, key_id=key_id)
    yield


@contextmanager
def _rejudging(running: Service) -> Iterator[None]:
    store_graded(running, _BESIDE)
    order = rejudging.Order(rejudgings.Selection("detach", verdict="wrong_answer"), "benchmark")
    opened = rejudging.start(running.database, running.tenant_id, order, actor="benchmark", heartbeat_s=15)
    yield
    with running.database.reading() as session:
        so_far = rejudgings.progress(session, opened)
    print(f"    meanwhile {so_far.finished} of {so_far.total} were graded again")
    with running.database.transaction() as session:
        rejudgings.cancel(session, running.tenant_id, opened.id, actor="benchmark")


SCENES: dict[str, Callable[[Service], AbstractContextManager[None]]] = {
    "alone": _alone,
    "slow": _slow,
    "flood": _flood,
    "slow-flood": _slow_flood,
    "rejudging": _rejudging,
}


class _Client:
    """A client that costs next to nothing: the usual ones add two milliseconds of their own to each request.

    Args:
        url: of the service.
        key: an API key.
    """

    def __init__(self, url: str, key: str) -> None:
        self._host, _, self._port = url.removeprefix("http://").partition(":")
        self._key = key
        self._idle: deque[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    async def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Post JSON over a connection that is kept; returns status and body. Raises OSError or IncompleteReadError."""
        while self._idle and self._idle[0][0] < time.monotonic() - _KEPT_S:
            self._idle.popleft()[2].close()
        if self._idle:
            _, reader, writer = self._idle.pop()
        else:
            reader, writer = await asyncio.open_connection(self._host, int(self._port))
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nAuthorization: Bearer {self._key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        answer = await reader.readexactly(length)
        self._idle.append((time.monotonic(), reader, writer))
        return int(head.split(b" ", 2)[1]), answer

    def close(self) -> None:
        """Hang up."""
        for _, _, writer in self._idle:
            writer.close()


async def measure(url: str, key: str, *, rate: float, seconds: float) -> tuple[list[float], Counter[str]]:
    """Send programs at a steady rate and wait for each; returns seconds from request to verdict, and the verdicts."""
    sources = programs()["accepted"]
    took: list[float] = []
    verdicts: Counter[str] = Counter()
    client = _Client(url, key)

    async def one(number: int) -> None:
        body = json.dumps({"exercise": "detach", "source": sources[number % len(sources)].decode()}).encode()
        began = time.perf_counter()
        status, answer = await client.post(f"/v1/submissions?wait={_WAIT_S}", body)
        took.append(time.perf_counter() - began)
        verdicts[str(json.loads(answer).get("verdict") or status)] += 1

    tasks = []
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        # Not in step with anything: each at a random moment of its own interval.
        due = began + (number + random.random()) / rate  # noqa: S311 - when to send is no secret
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(number)))
    await asyncio.gather(*tasks)
    client.close()
    return took, verdicts


def report(scene: str, took: Sequence[float], verdicts: Counter[str]) -> None:
    """Print one line."""
    median, late, worst = (1000 * value for value in (statistics.median(took), quantile(took, 0.99), max(took)))
    print(
        f"{scene:>10}: {len(took)} sent, median {median:.0f} ms, 99th {late:.0f} ms, worst {worst:.0f} ms, {dict(verdicts)}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--slots", type=int)
    parser.add_argument("--scene", nargs="*", choices=list(SCENES), default=list(SCENES))
    parser.add_argument("--keep", type=Path, help="folder for the logs")
    chosen = parser.parse_args()
    fresh = 1000 * fresh_interpreter(programs()["accepted"][0])
    print(f"fresh interpreter, such a program: {fresh:.0f} ms of processor time")
    limits = {"key_writes_per_minute": 1_000_000, "queue_limit": 100_000}
    for scene in chosen.scene:
        with tempfile.TemporaryDirectory(prefix="tg-bench-") as folder:
            port = free_port()
            with service(chosen.keep or Path(folder), **limits) as running:
                running.process("worker", *(["--slots", str(chosen.slots)] if chosen.slots else []), name="worker")
                running.process("serve", "--slots", "0", "--port", str(port), name="api")
                running.wait_for_workers()
                url = f"http://127.0.0.1:{port}"
                asyncio.run(measure(url, running.key_text, rate=5, seconds=_WARM_UP / 5))
                with SCENES[scene](running):
                    took, verdicts = asyncio.run(
                        measure(url, running.key_text, rate=chosen.rate, seconds=chosen.seconds)
                    )
                report(scene, took, verdicts)


if __name__ == "__main__":
    main()
