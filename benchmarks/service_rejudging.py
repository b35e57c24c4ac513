"""How many stored `detach` submissions a second a rejudging grades: PostgreSQL, Redis, one worker process.

    python -m benchmarks.service_rejudging [--count 5000] [--slots N]

Beside it, before and after, what a fresh interpreter takes for the same program: quote the ratio.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.baseline import fresh_interpreter
from benchmarks.service_common import Service, processor_seconds, programs, service
from grader import rejudging
from grader.statuses import RejudgingStatus
from grader.store import attempts, fleet, rejudgings
from grader.store.attempts import Grade
from grader.store.fleet import WorkerIdentity
from grader.store.leases import LeaseTerms

#: How often to look how far it is, seconds.
_LOOK_S = 0.2


def store_graded(running: Service, count: int) -> None:
    """Store submissions that have a verdict already, without grading them."""
    sources = programs()["accepted"]
    # Nothing is sent meanwhile: what waits for a worker is graded here, without one.
    dispatch, running.database.after_commit = running.database.after_commit, None
    running.store([sources[number % len(sources)] for number in range(count)])
    with running.connect() as connection:
        waiting = [str(row[0]) for row in connection.execute("SELECT id FROM attempts WHERE status = 'queued'")]
    with running.database.transaction() as session:
        worker_id = fleet.register(session, WorkerIdentity("benchmark", "1:1", "cpu", 1, {}))
    for start in range(0, len(waiting), 500):
        with running.database.transaction() as session:
            for attempt_id in waiting[start : start + 500]:
                lease = attempts.take(session, attempt_id, worker_id, LeaseTerms())
                if lease is None:
                    continue  # a worker that lives was faster, and grades it
                attempts.finish(session, lease, Grade("wrong_answer", 0.5, {}, torch="2.13.0"))
    with running.database.transaction() as session:
        fleet.stop(session, worker_id)
    running.database.after_commit = dispatch


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--slots", type=int)
    chosen = parser.parse_args()
    program = programs()["accepted"][0]
    fresh = [fresh_interpreter(program)]
    with tempfile.TemporaryDirectory(prefix="tg-bench-") as folder, service(Path(folder)) as running:
        store_graded(running, chosen.count)
        running.process("worker", *(["--slots", str(chosen.slots)] if chosen.slots else []), name="worker")
        running.wait_for_workers()
        order = rejudging.Order(rejudgings.Selection("detach"), "benchmark")
        began = time.perf_counter()
        row = rejudging.start(running.database, running.tenant_id, order, actor="benchmark", heartbeat_s=15)
        first_tenth, used, then = 0.0, {}, 0
        while True:
            time.sleep(_LOOK_S)
            with running.database.reading() as session:
                row = rejudgings.get(session, running.tenant_id, row.id)
                so_far = rejudgings.progress(session, row)
            if not first_tenth and so_far.finished >= chosen.count / 10:
                first_tenth, used, then = time.perf_counter(), processor_seconds(running), so_far.finished
            if row.status is RejudgingStatus.READY:
                break
        ended = time.perf_counter()
        took, graded = ended - began, chosen.count - then
        each = {name: 1000 * (end - used.get(name, 0.0)) / graded for name, end in processor_seconds(running).items()}
        with running.database.reading() as session:
            table = rejudgings.diff_table(session, row)
        print(f"rejudging of {chosen.count}: {took:.1f} s, {chosen.count / took:.1f} grades a second")
        print(f"after the first tenth: {graded / (ended - first_tenth):.1f} a second")
        parts = ", ".join(f"{name} {spent:.1f}" for name, spent in each.items())
        print(f"milliseconds of processor time for each: {sum(each.values()):.1f} ({parts})")
        print(f"verdicts: {table}; failed: {so_far.failed}")
    fresh.append(fresh_interpreter(program))
    before, after = (1000 * each for each in fresh)
    print(f"fresh interpreter, same program: {before:.0f} ms of processor time before, {after:.0f} ms after, one run")
    print(f"ratio, for the two runs of a grade: {(before + after) / sum(each.values()):.1f} times less")


if __name__ == "__main__":
    main()
