"""What a program costs in an interpreter started for it: the measure that figures taken on different machines have in common."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile

_RUNS = 3


def fresh_interpreter(source: bytes) -> float:
    """Processor seconds of a new interpreter that imports torch and runs the program: the least of a few."""
    return min(_run(source) for _ in range(_RUNS))


def _run(source: bytes) -> float:
    with tempfile.NamedTemporaryFile(suffix=".py") as file:
        file.write(source)
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, file.name], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
