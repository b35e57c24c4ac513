"""How many stored `detach` submissions a second a rejudging grades: PostgreSQL, Redis, one worker process.

    python -m benchmarks.service_rejudging [--count 5000] [--slots N]

Two rejudgings. The first runs every program, as after a new torch; it leaves their runs kept. Then a version of the exercise
with another tolerance is published, and the second judges those runs by it. Beside the first, before and after, what a fresh
interpreter takes for the same program: quote the ratio.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.baseline import fresh_interpreter
from benchmarks.service_common import DETACH, Service, processor_seconds, programs, service
from grader import rejudging
from grader.deployment import content_of
from grader.exercise import Exercise, load_exercise
from grader.models import SHARED_TENANT
from grader.statuses import GateStatus, RejudgingStatus
from grader.store import attempts, exercises, fleet, rejudgings
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


@dataclass(frozen=True)
class Measured:
    """One rejudging: seconds in all, grades a second after the first tenth, processor time of each part for each grade."""

    seconds: float
    rate: float
    each_ms: dict[str, float]
    said: str


def rejudge(running: Service, count: int, order: rejudging.Order) -> Measured:
    """Rejudge everything and wait until it is ready."""
    began = time.perf_counter()
    row = rejudging.start(running.database, running.tenant_id, order, actor="benchmark", heartbeat_s=15)
    first_tenth, used, then = 0.0, {}, 0
    while True:
        time.sleep(_LOOK_S)
        with running.database.reading() as session:
            row = rejudgings.get(session, running.tenant_id, row.id)
            so_far = rejudgings.progress(session, row)
        if not first_tenth and so_far.finished >= count / 10:
            first_tenth, used, then = time.perf_counter(), processor_seconds(running), so_far.finished
        if row.status is RejudgingStatus.READY:
            break
    ended = time.perf_counter()
    graded = max(1, count - then)
    each = {name: 1000 * (end - used.get(name, 0.0)) / graded for name, end in processor_seconds(running).items()}
    with running.database.reading() as session:
        table = rejudgings.diff_table(session, row)
    said = f"verdicts: {table}; failed: {so_far.failed}; judged from kept runs: {so_far.from_kept_runs}"
    return Measured(ended - began, graded / (ended - first_tenth), each, said)


def publish_another_tolerance(running: Service) -> str:
    """Publish `detach` with another tolerance; returns the version's id."""
    files = dict(load_exercise(DETACH).files)
    files["exercise.toml"] = files["exercise.toml"].replace(b"rtol = 1e-4", b"rtol = 1e-3")
    changed = Exercise.from_files("detach", files)
    with running.database.transaction() as session:
        row, is_new = exercises.publish(
            session, SHARED_TENANT, content_of(changed), gate=GateStatus.WAIVED, activate=True, actor="benchmark"
        )
        if not is_new:
            raise RuntimeError("the tolerances of detach are no longer those that this changes")
        return row.id


def report(name: str, count: int, measured: Measured) -> None:
    """Print one rejudging."""
    print(f"{name}: rejudging of {count}: {measured.seconds:.1f} s, {count / measured.seconds:.1f} grades a second")
    print(f"  after the first tenth: {measured.rate:.1f} a second")
    parts = ", ".join(f"{part} {spent:.1f}" for part, spent in measured.each_ms.items())
    print(f"  milliseconds of processor time for each: {sum(measured.each_ms.values()):.1f} ({parts})")
    print(f"  {measured.said}")


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
        selection = rejudgings.Selection("detach")
        run = rejudge(running, chosen.count, rejudging.Order(selection, "benchmark", run_again=True))
        fresh.append(fresh_interpreter(program))
        with running.database.transaction() as session:  # what counts is judged again, not what nobody decided on
            [ready] = rejudgings.list_page(session, running.tenant_id).items
            rejudgings.apply(session, running.tenant_id, ready.id, actor="benchmark")
        version = publish_another_tolerance(running)
        judged = rejudge(running, chosen.count, rejudging.Order(selection, "benchmark", version=version))
    report("every program is run", chosen.count, run)
    before, after = (1000 * each for each in fresh)
    print(f"  fresh interpreter, same program: {before:.0f} ms of processor time before, {after:.0f} ms after, one run")
    print(f"  ratio, for the two runs of a grade: {(before + after) / sum(run.each_ms.values()):.1f} times less")
    report("another tolerance", chosen.count, judged)
    print(f"  ratio to the first: {judged.seconds / run.seconds:.2f} of its time")


if __name__ == "__main__":
    main()
