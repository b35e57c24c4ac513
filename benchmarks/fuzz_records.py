"""Feeds all that reads learner-made bytes with damaged records: `python -m benchmarks.fuzz_records [MINUTES] [--seed N]`.

Records of the exercises' own programs are the first corpus. Each round bends one (bytes, fields of the header, tensors and their
bytes) and grades it: the reader, the checks, the diagnosis and the feedback in every language see it as they would see a hostile
program's. A record that reaches a line of ours by a way that none reached before joins the corpus. What the fork server and
the child read of each other is bent too. Nothing may be raised but `RecordError` by the reader, no result may be an
`internal_error`, and each must be written and read again unchanged. The slowest and the largest are graded once
more, alone, to say how long one record can keep a worker and how much memory it can take.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import resource
import struct
import sys
import time
import tracemalloc
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.bending import bent
from grader.errors import RecordError
from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Grader
from grader.localisation import LOCALES
from grader.observations import Job, decode_job, decode_observation
from grader.paths import bundled_exercises
from grader.results import Graded
from workers import protocol
from workers.outcome import Ending, Limits, Outcome
from workers.sandbox import Sandbox

_MINUTE_SECONDS = 60.0
_MEBIBYTE = 1 << 20
_KEPT = 5
_UNREADABLE_GRADED_SHARE = 0.05
_CUT_SHARE = 0.3
_OURS = str(Path(__file__).resolve().parents[1] / "grader")
_SECRET = b"a secret of the benchmark's own"
_READABLE = "readable"
_Kind = tuple[bool, bool, bool]


def _kind_of(job: Job) -> _Kind:
    """What a job is for: the reference's side, hidden, drawing inputs."""
    return job.filename == "reference.py", job.hidden, job.draw_seed is not None


class _Capturing:
    """A sandbox that keeps a record of each kind."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.environment = sandbox.environment
        self.records: dict[_Kind, bytes] = {}

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run one job in earnest."""
        outcome = self._sandbox.run(job, limits)
        self.records[_kind_of(decode_job(job))] = outcome.record
        return outcome


class _Canned:
    """Stands where the sandbox is: the reference's records are true ones, the learner's the one under test."""

    environment: Mapping[str, Any] = {"device": "cpu"}

    def __init__(self, records: Mapping[_Kind, bytes]) -> None:
        self._records = records
        self.record = b""

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """An outcome, whatever the job."""
        kind = _kind_of(decode_job(job))
        record = self._records.get(kind, b"") if kind[0] or kind[2] else self.record
        return Outcome(Ending.EXITED, 0, None, record, b"1e999 27. nan \xff", b"", 0.1, 0.1, 1, started=True)


@dataclass
class _Lesson:
    exercise: Exercise
    sandbox: _Canned
    seeds: list[bytes]

    def grade(self, record: bytes) -> str:
        """Grade a record and tell the result in every language; returns what is wrong with that, or nothing."""
        self.sandbox.record = record
        graded = Grader(self.sandbox, _SECRET).grade(self.exercise, b"x = 1\n", "fuzzed")
        for locale in LOCALES:
            json.dumps(graded.to_json(locale), allow_nan=False)
        stored = json.loads(json.dumps(graded.to_record(), allow_nan=False))
        if Graded.from_record(stored).to_json() != graded.to_json():
            return "it does not survive being stored"
        return f"internal_error: {graded.reason}" if graded.verdict == "internal_error" else ""


def _lessons() -> list[_Lesson]:
    """Each exercise with true records of its reference and of a few of its proofs."""
    catalog = ExerciseCatalog(bundled_exercises())
    found = []
    with Sandbox() as sandbox:
        for slug in catalog.slugs():
            exercise = catalog.get(slug)
            proofs = [proof for proof in exercise.proofs if proof.accepted][:1]
            proofs += [proof for proof in exercise.proofs if not proof.accepted][:2]
            seeds, records = [], {}
            for proof in proofs:
                capturing = _Capturing(sandbox)
                Grader(capturing, _SECRET, likeness_seconds=0.0).grade(exercise, proof.source, "seed")
                seeds += [
                    record for kind, record in capturing.records.items() if not kind[0] and not kind[2] and record
                ]
                records |= capturing.records
            few = replace(exercise, proofs=tuple(proofs))  # likeness to two mistakes is judged as likeness to twenty
            found.append(_Lesson(few, _Canned(records), seeds))
    return found


class _Coverage:
    """Which lines of ours were reached, and from where."""

    def __init__(self) -> None:
        self.ways: set[tuple[types.CodeType, int, int]] = set()
        self._last = 0

    def measure(self, call: Callable[[], str]) -> tuple[str, bool]:
        """What the call says, and whether it went a new way."""
        before = len(self.ways)
        sys.settrace(self._enter)
        try:
            said = call()
        finally:
            sys.settrace(None)
        return said, len(self.ways) > before

    def _enter(self, frame: types.FrameType, _event: str, _argument: object) -> Any:
        if not frame.f_code.co_filename.startswith(_OURS):
            return None
        self._last = 0
        return self._line

    def _line(self, frame: types.FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            self.ways.add((frame.f_code, self._last, frame.f_lineno))
            self._last = frame.f_lineno
        return self._line


@dataclass
class _Findings:
    tried: int = 0
    read: int = 0
    failures: dict[str, bytes] = field(default_factory=dict)
    slowest: list[tuple[float, int, _Lesson, bytes]] = field(default_factory=list)
    largest: list[tuple[float, int, _Lesson, bytes]] = field(default_factory=list)

    def keep(
        self, worst: list[tuple[float, int, _Lesson, bytes]], amount: float, lesson: _Lesson, record: bytes
    ) -> None:
        """Keep a record if it is among the worst."""
        heapq.heappush(worst, (amount, self.tried, lesson, record))
        if len(worst) > _KEPT:
            heapq.heappop(worst)


def _outcome_of(lesson: _Lesson, record: bytes) -> str:
    """Grade it; what is raised is a failure and told with its place."""
    try:
        return lesson.grade(record)
    except Exception as error:  # noqa: BLE001 - to find what is raised is what this is for
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        return f"{type(error).__name__} at {place}: {str(error)[:120]}"


def _read(record: bytes) -> str:
    """`_READABLE`, or nothing if the reader refuses it as it should; else what it raised."""
    try:
        decode_observation(record)
    except RecordError:
        return ""
    except Exception as error:  # noqa: BLE001 - as above
        return f"reader: {type(error).__name__}: {str(error)[:120]}"
    return _READABLE


def _round(
    lessons: Sequence[_Lesson], corpus: list[list[bytes]], rng: random.Random, coverage: _Coverage, found: _Findings
) -> None:
    index = rng.randrange(len(lessons))
    lesson, known = lessons[index], corpus[index]
    record = bent(rng, rng.choice(known), rng.choice(rng.choice(corpus)))
    found.tried += 1
    readable, new = coverage.measure(lambda: _read(record))
    found.read += readable == _READABLE
    found.keep(found.largest, len(record), lesson, record)
    if readable == _READABLE or rng.random() < _UNREADABLE_GRADED_SHARE:
        began = time.perf_counter()
        said, further = coverage.measure(lambda: _outcome_of(lesson, record))
        new = new or further
        found.keep(found.slowest, time.perf_counter() - began, lesson, record)
    else:
        said = readable
    if said:
        found.failures.setdefault(said, record)
    if new:
        known.append(record)


def _bend_messages(rng: random.Random, found: _Findings) -> None:
    """Messages between worker, fork server and child: a reader may refuse with ValueError, struct.error or RecordError."""
    messages = [
        protocol.Request(protocol.Task.JOB, 1, 2.5, 1 << 30).encode(),
        protocol.Forked().encode(),
        protocol.Ended(9, 0.5, 1 << 20).encode(),
        protocol.Refused("no room").encode(),
    ]
    message = bytearray(rng.choice(messages))
    for _ in range(rng.randint(1, 4)):
        message[rng.randrange(len(message))] = rng.randrange(256)
    if rng.random() < _CUT_SHARE:
        del message[rng.randint(0, len(message)) :]
    readers: list[Callable[[bytes], object]] = [protocol.Request.decode, protocol.decode_answer, decode_job]
    for reader in readers:
        try:
            reader(bytes(message))
        except (ValueError, struct.error, RecordError):
            continue
        except Exception as error:  # noqa: BLE001 - as above
            found.failures.setdefault(f"{reader.__name__}: {type(error).__name__}: {error}", bytes(message))


def main() -> None:
    """Fuzz and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", nargs="?", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep", type=Path, default=None, help="folder for records that failed")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.randrange(1 << 32)  # noqa: S311
    rng = random.Random(seed)  # noqa: S311 - the same bends for the same seed
    warnings.simplefilter("error")
    lessons = _lessons()
    corpus = [list(lesson.seeds) for lesson in lessons]
    print(f"{sum(map(len, corpus))} true records of {len(lessons)} exercises; seed {seed}", flush=True)
    coverage, found = _Coverage(), _Findings()
    before = _peak_mebibytes()
    end = time.monotonic() + arguments.minutes * _MINUTE_SECONDS
    while time.monotonic() < end:
        _round(lessons, corpus, rng, coverage, found)
        _bend_messages(rng, found)
    _report(found, coverage, corpus, arguments.minutes, before)
    if arguments.keep is not None:
        for number, record in enumerate(found.failures.values()):
            (arguments.keep / f"failure-{number}").write_bytes(record)
    sys.exit(1 if found.failures else 0)


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(
    found: _Findings, coverage: _Coverage, corpus: Sequence[Sequence[bytes]], minutes: float, before: float
) -> None:
    seconds, peak = 0.0, 0
    after = _peak_mebibytes()
    for _, _, lesson, record in (*found.slowest, *found.largest):
        began = time.perf_counter()
        _outcome_of(lesson, record)
        seconds = max(seconds, time.perf_counter() - began)
        tracemalloc.start()
        _outcome_of(lesson, record)
        peak = max(peak, tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    share = 100 * found.read / max(1, found.tried)
    print(f"{found.tried} records in {minutes:g} minutes, {share:.0f} % of them well-formed")
    print(f"{len(coverage.ways)} ways through our lines, a corpus of {sum(map(len, corpus))} records")
    print(
        f"largest record {max(amount for amount, *_ in found.largest) / 1024:.0f} KiB; the worst one took {seconds:.2f} s of "
        f"grading and {peak / _MEBIBYTE:.1f} MiB; resident memory {before:.0f} MiB at first, {after:.0f} MiB at most"
    )
    for said in found.failures:
        print(f"  {said}")
    print(f"{len(found.failures)} kinds of failure")


if __name__ == "__main__":
    main()
