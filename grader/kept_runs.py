"""Runs that are kept, so that a program can be judged again without being run again.

Most rejudgings follow a change of what is asked of a program: a tolerance, a weight, a diagnosis. What it showed stays the same,
and so does the run: the same job within the same limits, in the same environment. `run_key` puts all of that into one word.
A run whose word is known is not made; the bytes that it once wrote are read again, by the same strict reader, and judged anew.

Kept are runs that came to an end of their own, without an error but those of syntax, and left a whole record. Where a limit, the
kernel or an error ended one, the machine may have had its part in it: those are made again.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.errors import RecordError
from grader.observations import Tensor, text_tensor
from grader.record import Caps, decode, encode
from workers.sandbox import Ending, Limits, Outcome

MOST_BYTES = 16 << 20
"""More is never kept of one submission, whatever the limit."""
_CAPS = Caps(total_bytes=MOST_BYTES)
_FASTEST = 1


def run_key(job: bytes, limits: Limits, environment: Mapping[str, Any], turn: int = 0) -> str:
    """The word for a run: SHA-256, in hexadecimal digits, of what tells whether a program would show the same again.

    Args:
        job: the encoded job: the program, its inputs, and what is to be observed.
        limits: whether it gives way to others is not looked at.
        environment: as the sandbox tells it: versions, device, layers.
        turn: how many runs of the same job the attempt made before; two hidden runs may have equal numbers.
    """
    allowed = (limits.cpu_seconds, limits.wall_seconds, limits.memory_bytes, limits.output_bytes, limits.record_bytes)
    around = json.dumps([allowed, environment, turn], sort_keys=True).encode()
    return hashlib.sha256(hashlib.sha256(around).digest() + job).hexdigest()


@dataclass(frozen=True, slots=True)
class _KeptRun:
    """A run that ended by itself: see `workers.sandbox.Outcome`."""

    key: str
    exit_status: int
    cpu_seconds: float
    wall_seconds: float
    max_rss_bytes: int
    record: Tensor
    stdout: Tensor


@dataclass(frozen=True, slots=True)
class _KeptFile:
    """All that is kept of one submission."""

    runs: tuple[_KeptRun, ...] = ()


class KeptRuns:
    """What is kept of one submission while an attempt is graded: runs found there, and those made in their place.

    Args:
        stored: what `to_bytes` gave after an earlier attempt. What cannot be read, such as another version's, holds no runs.
        limit_bytes: keep no more than this.
    """

    def __init__(self, stored: bytes | None = None, *, limit_bytes: int = MOST_BYTES) -> None:
        self._stored = {} if stored is None else {run.key: run for run in _read(stored).runs}
        self._limit_bytes = min(limit_bytes, MOST_BYTES)
        self._used: dict[str, _KeptRun] = {}
        self._found = 0
        self._made = 0

    def has(self, key: str) -> bool:
        """Whether a run of this word need not be made."""
        return key in self._stored

    def find(self, key: str) -> Outcome | None:
        """The outcome of a run of this word; None if it has to be made."""
        run = self._stored.get(key)
        if run is None:
            self._made += 1
            return None
        self._found += 1
        self._used[key] = run
        return Outcome(
            ending=Ending.EXITED,
            exit_status=run.exit_status,
            signal=None,
            record=run.record.data,
            stdout=run.stdout.data,
            stderr=b"",
            cpu_seconds=run.cpu_seconds,
            wall_seconds=run.wall_seconds,
            max_rss_bytes=run.max_rss_bytes,
            started=True,
        )

    def keep(self, key: str, outcome: Outcome) -> None:
        """Keep a run that was made, if it ended by itself."""
        if outcome.ending is not Ending.EXITED or outcome.exit_status is None:
            return
        self._used[key] = _KeptRun(
            key=key,
            exit_status=outcome.exit_status,
            cpu_seconds=outcome.cpu_seconds,
            wall_seconds=outcome.wall_seconds,
            max_rss_bytes=outcome.max_rss_bytes,
            record=text_tensor(outcome.record),
            stdout=text_tensor(outcome.stdout),
        )

    @property
    def nothing_was_run(self) -> bool:
        """Whether every run that the attempt asked for was found."""
        return self._found > 0 and self._made == 0

    def to_bytes(self) -> bytes | None:
        """What to keep from now on in place of what was kept before; None where no run was made and that stays.

        No run at all, if none was worth it or all of them are more than the limit: older ones stand for these no more.
        """
        if not self._made:
            return None
        runs = tuple(self._used.values())
        if sum(len(run.record.data) + len(run.stdout.data) for run in runs) > self._limit_bytes:
            runs = ()
        return zlib.compress(encode(_KeptFile(runs)), _FASTEST)


def _read(stored: bytes) -> _KeptFile:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(stored, 2 * MOST_BYTES)
        kept = decode(data, _KeptFile, _CAPS)
    except (RecordError, zlib.error):
        return _KeptFile()
    whole = unpacking.eof  # only then was the checksum at the end looked at
    return kept if whole and isinstance(kept, _KeptFile) else _KeptFile()
