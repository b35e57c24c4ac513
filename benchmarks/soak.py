"""Honest and hostile programs mixed, at full load, for an hour: `python -m benchmarks.soak [MINUTES] [--attacks DIR]`.

Half of the programs are honest: the exercises' proof submissions, each to be accepted or rejected as its folder says, and
three that must get the very result that they got before anything hostile ran. The others are
attacks of the corpus, and each must get a verdict that it may get. Once a minute everything is let run out and counted:
descriptors, processes and threads, resident memory, files in temporary folders. It ends with *flat* if none of these has
grown, as `soak_level` judges that, and no result was another than it should have been; then the exit status is 0, else 1.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.soak_level import Sample, grown
from grader.attack_corpus import CONTROLS, Attack, load_attacks
from grader.attacking import SMALL_LIMITS, Range
from grader.leftovers import resident_bytes, settled_since
from grader.paths import attack_corpus

_MINUTE_SECONDS = 60.0
_MEBIBYTE = 1 << 20
_PLACES = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - counted only
_OURS = ("torchgrader", "tmp")
_SHOWN = 20
_LIMITS = SMALL_LIMITS.model_copy(update={"wall_seconds": 20.0})
"""Everything waits for a processor here: only who sleeps or hangs is to reach the end of the wall clock."""


@dataclass
class Tally:
    """What was graded so far; written by several threads."""

    honest: int = 0
    hostile: int = 0
    mismatches: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, *, hostile: bool, mismatch: str | None) -> None:
        """One more program."""
        with self.lock:
            self.hostile += hostile
            self.honest += not hostile
            if mismatch is not None:
                self.mismatches.append(mismatch)


def _files() -> Iterator[str]:
    """Files and folders that we or a program may have left where everybody writes."""
    for folder in {*_PLACES, tempfile.gettempdir()}:
        if Path(folder).is_dir():
            yield from (entry.path for entry in os.scandir(folder) if entry.name.startswith(_OURS))


def _sample(place: Range, *, warm: bool) -> Sample:
    """Count; `warm` where every attack was tried before."""
    seen = place.snapshot()
    worker, sandbox = resident_bytes(frozenset({os.getpid()})), resident_bytes(seen.processes)
    return Sample(len(seen.descriptors), len(seen.processes), seen.threads, worker, sandbox, frozenset(_files()), warm)


@dataclass(frozen=True)
class Program:
    """One of the programs; `grade` grades it and says what is wrong with the result, None if nothing is."""

    name: str
    hostile: bool
    grade: Callable[[], str | None]


def _grade_until(deadline: float, draw: Callable[[], Program], tally: Tally) -> None:
    while time.monotonic() < deadline:
        program = draw()
        try:
            mismatch = program.grade()
        except Exception as error:  # noqa: BLE001 - it counts against us, and the soak goes on
            mismatch = f"{program.name}: {type(error).__name__}: {error}"
        tally.count(hostile=program.hostile, mismatch=mismatch)


class _Mix:
    """Draws honest and hostile programs by turns: of each kind every one once before any comes again."""

    def __init__(self, place: Range, attacks: Sequence[Attack]) -> None:
        hostile = [Program(each.id, hostile=True, grade=partial(place.unexpected, each)) for each in attacks]
        honest = [Program(each, hostile=False, grade=partial(place.different, each)) for each in CONTROLS]
        honest += [
            Program(proof.file, hostile=False, grade=partial(place.misjudged, exercise, proof))
            for exercise, proof in place.proofs()
        ]
        self.size = {"honest": len(honest), "hostile": len(hostile)}
        self._turns = itertools.cycle((_shuffled(hostile), _shuffled(honest)))
        self._lock = threading.Lock()

    def gone_through(self, tally: Tally) -> bool:
        """Whether every program has come."""
        return tally.honest >= self.size["honest"] and tally.hostile >= self.size["hostile"]

    def draw(self) -> Program:
        """The next program. Thread-safe."""
        with self._lock:
            return next(next(self._turns))


def _shuffled(programs: Sequence[Program]) -> Iterator[Program]:
    while True:
        yield from random.sample(programs, len(programs))


def main() -> None:
    """Soak and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", nargs="?", type=float, default=60.0)
    parser.add_argument("--attacks", type=Path, default=None)
    arguments = parser.parse_args()
    attacks = load_attacks(arguments.attacks or attack_corpus())
    width = len(os.sched_getaffinity(0)) + 1
    tally = Tally()
    with Range(concurrency=width, limits=_LIMITS) as place:
        mix = _Mix(place, attacks)
        told = ", ".join(f"{count} {kind}" for kind, count in mix.size.items())
        print(f"{told} programs, {width} at a time, {arguments.minutes:g} minutes")
        samples = _soak(place, mix, tally, arguments.minutes, width)
    more = grown(samples)
    for mismatch in tally.mismatches[:_SHOWN]:
        print(f"  {mismatch}")
    flat = not more and not tally.mismatches
    told = f"{tally.honest} honest and {tally.hostile} hostile programs in {arguments.minutes:g} minutes"
    print(f"{told}, {len(tally.mismatches)} results other than they should be")
    print("flat" if flat else f"not flat: {', '.join(more) or 'results'}")
    sys.exit(0 if flat else 1)


def _soak(place: Range, mix: _Mix, tally: Tally, minutes: float, width: int) -> list[Sample]:
    """Grade for so many minutes; a sample for each."""
    print("minute  honest  hostile  mismatches  descriptors  processes  threads  worker MiB  sandbox MiB  files")
    quiet = place.snapshot()
    samples: list[Sample] = []
    end = time.monotonic() + minutes * _MINUTE_SECONDS
    while not samples or time.monotonic() < end:
        deadline = min(time.monotonic() + _MINUTE_SECONDS, end)
        threads = [threading.Thread(target=_grade_until, args=(deadline, mix.draw, tally)) for _ in range(width)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        settled_since(quiet, place.bystanders)
        samples.append(one := _sample(place, warm=mix.gone_through(tally)))
        print(
            f"{len(samples):6d}  {tally.honest:6d}  {tally.hostile:7d}  {len(tally.mismatches):10d}  {one.descriptors:11d}  "
            f"{one.processes:9d}  {one.threads:7d}  {one.worker_bytes / _MEBIBYTE:10.0f}  "
            f"{one.sandbox_bytes / _MEBIBYTE:11.0f}  {len(one.files):5d}",
            flush=True,
        )
    return samples


if __name__ == "__main__":
    main()
