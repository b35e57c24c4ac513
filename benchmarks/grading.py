"""Processor time and memory of grading one file, beside a fresh interpreter that does the same work.

    python -m benchmarks.grading [FILES]

Every figure is taken in one run on one machine; quote the ratios.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.baseline import fresh_interpreter
from grader.exercise import Exercise, ExerciseCatalog
from grader.grading import Grader
from grader.paths import bundled_exercises
from workers.sandbox import Sandbox

_FILES = 100
_LONE_FILES = 50
_PAUSE_SECONDS = 0.1
_MILLISECONDS = 1000.0
_HOLD = b"\nimport time\ntime.sleep(4)\n"
_KILOBYTES = 1024


def main(files: int = _FILES) -> None:
    """Print the table."""
    exercise = ExerciseCatalog(bundled_exercises()).get("detach")
    programs = [proof.source for proof in exercise.proofs if proof.accepted]
    sources = [programs[index % len(programs)] + f"\n# {index}\n".encode() for index in range(files)]
    with Sandbox() as sandbox:
        grader = Grader(sandbox, b"benchmark")
        for source in programs:  # start-up: every reference observation is cached, every path warm
            grader.grade(exercise, source, "warm")
        servers = _servers()
        before = _used(servers)
        begun = time.perf_counter()
        accepted = sum(
            grader.grade(exercise, source, str(index)).verdict == "accepted" for index, source in enumerate(sources)
        )
        wall = time.perf_counter() - begun
        used = _used(servers) - before
        dirty = _private_dirty(grader, exercise, programs[0])
        resident = max(server.memory_info().rss for server in servers) / _KILOBYTES**2
        asked = _lone_file(sandbox, exercise, programs, min(files, _LONE_FILES))
        sandbox.stand_by()
        waiting = _lone_file(sandbox, exercise, programs, min(files, _LONE_FILES))
    fresh = fresh_interpreter(programs[0])
    per_file = used / files
    print(f"files graded                      {files}, {accepted} accepted (a public and a hidden run each)")
    print(f"processor time per file           {per_file * _MILLISECONDS:8.1f} ms")
    print(f"wall time per file                {wall / files * _MILLISECONDS:8.1f} ms")
    print(f"fresh interpreter, same program   {fresh * _MILLISECONDS:8.1f} ms of processor time, one run")
    print(f"ratio, for the two runs of a file {2 * fresh / per_file:8.1f} times less")
    print(f"fork server, resident             {resident:8.1f} MB")
    print(f"child, private dirty memory       {dirty:8.1f} MB")
    print(f"wall time of a lone file          {asked * _MILLISECONDS:8.1f} ms, children forked for it")
    print(f"wall time of a lone file          {waiting * _MILLISECONDS:8.1f} ms, children that waited for it")
    print(f"ratio                             {waiting / asked:8.2f}")


def _lone_file(sandbox: Sandbox, exercise: Exercise, programs: Sequence[bytes], times: int) -> float:
    """Median seconds from a file to its verdict where nothing else is graded before, beside or behind it, as in a worker."""
    grader = Grader(sandbox, b"benchmark", begin=sandbox.begin)
    took = []
    for number in range(times):
        time.sleep(_PAUSE_SECONDS)
        begun = time.perf_counter()
        grader.grade(exercise, programs[number % len(programs)], f"lone {number}")
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def _servers() -> list[psutil.Process]:
    """Every process below this one that outlives a run: the fork server, and what it may keep beside it."""
    return list(psutil.Process().children(recursive=True))


def _used(servers: list[psutil.Process]) -> float:
    """Processor seconds of this process, the fork server and every child that was reaped."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ticks = 0
    for server in servers:
        fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return own.ru_utime + own.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


def _private_dirty(grader: Grader, exercise: Exercise, source: bytes) -> float:
    """Megabytes of memory that a child has to itself when its program is done."""
    lasting = {server.pid for server in _servers()}
    thread = threading.Thread(target=grader.grade, args=(exercise, source + _HOLD, "held"))
    thread.start()
    time.sleep(2)
    found = 0.0
    for child in psutil.Process().children(recursive=True):
        if child.pid not in lasting:
            text = Path(f"/proc/{child.pid}/smaps_rollup").read_text(encoding="ascii")
            line = next(line for line in text.splitlines() if line.startswith("Private_Dirty"))
            found = max(found, int(line.split()[1]) / _KILOBYTES)
    thread.join()
    return found


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
