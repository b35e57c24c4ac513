"""Honest and hostile programs mixed, at full load, for an hour: `python -m benchmarks.soak [MINUTES] [--attacks DIR]`.

Half of the programs are honest, and each must get the very result that it got before anything hostile ran. The others are
attacks of the corpus, and each must get a verdict that it may get. Once a minute everything is let run out and counted:
descriptors, processes and threads, resident memory, files in temporary folders. It ends with *flat* if none of these has
grown since the first minute and no result was another than it should have been; then the exit status is 0, else 1. Memory
goes up and down: its median over the last third of the minutes may be a tenth above that over the first third, not counting
those in which the corpus was gone through for the first time.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.attack_corpus import CONTROLS, Attack, load_attacks
from grader.attacking import SMALL_LIMITS, Range
from grader.leftovers import resident_bytes, settled_since
from grader.paths import attack_corpus

_MINUTE_SECONDS = 60.0
_GROWTH_ALLOWED = 1.1
_MEBIBYTE = 1 << 20
_PLACES = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - counted only
_OURS = ("torchgrader", "tmp")
_SHOWN = 20
_LIMITS = SMALL_LIMITS.model_copy(update={"wall_seconds": 20.0})
"""Everything waits for a processor here: only who sleeps or hangs is to reach the end of the wall clock."""


@dataclass(frozen=True)
class Sample:
    """What there was when everything had run out."""

    descriptors: int
    processes: int
    threads: int
    resident_bytes: int
    worker_bytes: int
    files: int
    warm: bool

    @classmethod
    def take(cls, place: Range, *, warm: bool) -> Sample:
        """Count; `warm` where every attack was tried before."""
        seen = place.snapshot()
        memory = place.resident_bytes(), resident_bytes(frozenset({os.getpid()}))
        return cls(len(seen.descriptors), len(seen.processes), seen.threads, *memory, _files(), warm)


def _grown(samples: Sequence[Sample]) -> list[str]:
    """Names of what is more than it was."""
    counted = ("descriptors", "processes", "threads", "files")
    grown = [name for name in counted if getattr(samples[-1], name) > max(getattr(each, name) for each in samples[:2])]
    settled = [each.resident_bytes for each in samples if each.warm] or [samples[-1].resident_bytes]
    third = max(1, len(settled) // 3)
    more = statistics.median(settled[-third:]) / statistics.median(settled[:third])
    return grown + ([f"memory by {100 * (more - 1):.0f} %"] if more > _GROWTH_ALLOWED else [])


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


def _files() -> int:
    """Files and folders that we or a program may have left where everybody writes."""
    count = 0
    for folder in {*_PLACES, tempfile.gettempdir()}:
        if Path(folder).is_dir():
            count += sum(1 for entry in os.scandir(folder) if entry.name.startswith(_OURS))
    return count


def _grade_until(deadline: float, place: Range, draw: Callable[[], Attack | str], tally: Tally) -> None:
    while time.monotonic() < deadline:
        program = draw()
        honest = isinstance(program, str)
        try:
            mismatch = place.different(program) if isinstance(program, str) else place.unexpected(program)
        except Exception as error:  # noqa: BLE001 - it counts against us, and the soak goes on
            mismatch = f"{program}: {type(error).__name__}: {error}"
        tally.count(hostile=not honest, mismatch=mismatch)


class _Mix:
    """Draws programs: every attack once before any comes again, an honest program before each."""

    def __init__(self, attacks: Sequence[Attack]) -> None:
        self._attacks = attacks
        self._waiting: list[Attack | str] = []
        self._lock = threading.Lock()
        self.size = len(attacks)

    def draw(self) -> Attack | str:
        """The next program; of an honest one its name."""
        with self._lock:
            if not self._waiting:
                names = sorted(CONTROLS)
                for attack in random.sample(self._attacks, len(self._attacks)):
                    self._waiting += [attack, random.choice(names)]  # noqa: S311 - any order will do
            return self._waiting.pop()


def main() -> None:
    """Soak and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", nargs="?", type=float, default=60.0)
    parser.add_argument("--attacks", type=Path, default=None)
    arguments = parser.parse_args()
    attacks = load_attacks(arguments.attacks or attack_corpus())
    width = len(os.sched_getaffinity(0))
    print(
        f"{len(attacks)} attacks and {len(CONTROLS)} honest programs, {width + 1} at a time, {arguments.minutes:g} minutes"
    )
    tally, mix = Tally(), _Mix(attacks)
    with Range(concurrency=width + 1, limits=_LIMITS) as place:
        samples = _soak(place, mix, tally, arguments.minutes, width + 1)
    grown = _grown(samples)
    for mismatch in tally.mismatches[:_SHOWN]:
        print(f"  {mismatch}")
    flat = not grown and not tally.mismatches
    told = f"{tally.honest} honest and {tally.hostile} hostile programs in {arguments.minutes:g} minutes"
    print(f"{told}, {len(tally.mismatches)} results other than they should be")
    print("flat" if flat else f"not flat: {', '.join(grown) or 'results'}")
    sys.exit(0 if flat else 1)


def _soak(place: Range, mix: _Mix, tally: Tally, minutes: float, width: int) -> list[Sample]:
    """Grade for so many minutes; a sample for each."""
    print("minute  honest  hostile  mismatches  descriptors  processes  threads  memory MiB  worker MiB  files")
    quiet = place.snapshot()
    samples: list[Sample] = []
    end = time.monotonic() + minutes * _MINUTE_SECONDS
    while not samples or time.monotonic() < end:
        deadline = min(time.monotonic() + _MINUTE_SECONDS, end)
        threads = [threading.Thread(target=_grade_until, args=(deadline, place, mix.draw, tally)) for _ in range(width)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        settled_since(quiet, place.bystanders)
        samples.append(one := Sample.take(place, warm=tally.hostile > mix.size))
        print(
            f"{len(samples):6d}  {tally.honest:6d}  {tally.hostile:7d}  {len(tally.mismatches):10d}  {one.descriptors:11d}  "
            f"{one.processes:9d}  {one.threads:7d}  {one.resident_bytes / _MEBIBYTE:10.0f}  "
            f"{one.worker_bytes / _MEBIBYTE:10.0f}  {one.files:5d}",
            flush=True,
        )
    return samples


if __name__ == "__main__":
    main()
