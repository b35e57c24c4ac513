"""Whether what was counted while soaking stayed level: samples, a minute apart, and what has grown among them.

The first third of the samples is held against the last. A count has grown if it was never again as low as it had been at its
highest; a file was left if it lay there in the whole of the last third and not before. Memory moves by itself: a collector's
garbage, a cache that fills. So its medians are compared, without the minutes in which every program came for the first
time, and a tenth more is allowed. Of a worker of 70 MiB that is 7 MiB: with two hundred programs a minute, a leak of a kilobyte
for each shows in an hour, one of six in a quarter of an hour. In fewer minutes nothing can be said of memory, and nothing is.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEMORY_SAMPLES = 6
"""How many samples there have to be, after the first time round, to say anything of memory."""

_GROWTH_ALLOWED = 1.1
_MEBIBYTE = 1 << 20
_COUNTS = ("descriptors", "processes", "threads")
_MEMORY = {"worker_bytes": "the worker's memory", "sandbox_bytes": "the sandbox's memory"}


@dataclass(frozen=True)
class Sample:
    """What there was when everything had run out.

    Attributes:
        worker_bytes: resident memory of the trusted process, which judges.
        sandbox_bytes: that of every process beneath it.
        files: names of what lies where everybody may write.
        warm: every program had come at least once before.
    """

    descriptors: int
    processes: int
    threads: int
    worker_bytes: int
    sandbox_bytes: int
    files: frozenset[str]
    warm: bool


def grown(samples: Sequence[Sample]) -> list[str]:
    """What is more than it was, in words; that there is too little to judge memory by counts too."""
    first, last = _thirds(samples)
    found = [
        f"{name} from {max(_all(first, name))} to {min(_all(last, name))}"
        for name in _COUNTS
        if min(_all(last, name)) > max(_all(first, name))
    ]
    stayed = frozenset.intersection(*(each.files for each in last))
    found += [f"{name} was left" for name in sorted(stayed.difference(*(each.files for each in first)))]
    warm = [each for each in samples if each.warm]
    if len(warm) < MEMORY_SAMPLES:
        return [*found, f"memory was not judged: {len(warm)} of {MEMORY_SAMPLES} minutes after the first time round"]
    for name, words in _MEMORY.items():
        before, after = (statistics.median(_all(third, name)) for third in _thirds(warm))
        if after > before * _GROWTH_ALLOWED:
            found.append(f"{words} from {before / _MEBIBYTE:.0f} to {after / _MEBIBYTE:.0f} MiB")
    return found


def _thirds(samples: Sequence[Sample]) -> tuple[Sequence[Sample], Sequence[Sample]]:
    """The first and the last third, at least one sample each."""
    third = max(1, len(samples) // 3)
    return samples[:third], samples[-third:]


def _all(samples: Iterable[Sample], name: str) -> list[int]:
    return [getattr(each, name) for each in samples]
