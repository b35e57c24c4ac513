"""How long from POST to verdict, through HTTP, Redis and PostgreSQL: alone, and beside work that could get in the way.

    python -m benchmarks.service_latency [--rate 10] [--seconds 60] [--slots N] [--scene alone ...]

Scenes:
    alone       nothing else
    slow        another key's programs that never end, one after the other
    flood       another key sends thousands at once
    slow-flood  another key sends many programs at once that never end
    rejudging   a rejudging of thousands runs
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx

from benchmarks.service_common import Service, free_port, programs, quantile, service
from benchmarks.service_rejudging import store_graded
from grader import rejudging
from grader.store import rejudgings

_SLOW = b"while True:\n    pass\n"
_BESIDE = 2000
_SLOW_FLOOD = 30
_WARM_UP = 20
_WAIT_S = 60


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


async def measure(url: str, key: str, *, rate: float, seconds: float) -> tuple[list[float], Counter[str]]:
    """Send programs at a steady rate and wait for each; returns seconds from request to verdict, and the verdicts."""
    sources = programs()["accepted"]
    took: list[float] = []
    verdicts: Counter[str] = Counter()
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=_WAIT_S + 10, limits=limits) as client:

        async def one(number: int) -> None:
            body = {"exercise": "detach", "source": sources[number % len(sources)].decode()}
            began = time.perf_counter()
            response = await client.post(f"/v1/submissions?wait={_WAIT_S}", json=body)
            took.append(time.perf_counter() - began)
            answer = response.json()
            verdicts[str(answer.get("verdict") or response.status_code)] += 1

        tasks = []
        began = time.perf_counter()
        for number in range(int(rate * seconds)):
            # Not in step with anything: each at a random moment of its own interval.
            due = began + (number + random.random()) / rate  # noqa: S311 - when to send is no secret
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(one(number)))
        await asyncio.gather(*tasks)
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
