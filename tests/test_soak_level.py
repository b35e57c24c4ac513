"""What a soak calls level: no leak passes, and no noise is taken for one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.soak_level import MEMORY_SAMPLES, Sample, grown

MEBIBYTE = 1 << 20
LEVEL = Sample(
    descriptors=40,
    processes=6,
    threads=6,
    worker_bytes=60 * MEBIBYTE,
    sandbox_bytes=300 * MEBIBYTE,
    files=frozenset({"/tmp/of-others"}),
    warm=True,
)


def minutes(count: int, leaking: str = "", each: int = 0) -> list[Sample]:
    """So many minutes, the first two not warm, with noise everywhere and a leak of so much in each minute."""
    rng = random.Random(7)  # noqa: S311 - noise
    found = []
    for minute in range(count):
        sample = replace(
            LEVEL,
            descriptors=LEVEL.descriptors + rng.choice((0, 0, 1)),
            worker_bytes=LEVEL.worker_bytes + rng.randrange(3 * MEBIBYTE),
            sandbox_bytes=LEVEL.sandbox_bytes + rng.randrange(10 * MEBIBYTE),
            files=LEVEL.files | ({f"/tmp/passing-{minute}"} if minute % 2 else frozenset()),
            warm=minute >= 2,
        )
        found.append(replace(sample, **{leaking: getattr(sample, leaking) + minute * each}) if leaking else sample)
    return found


@pytest.mark.parametrize("count", [12, 60])
def test_noise_is_level(count: int) -> None:
    """Memory that moves by a few megabytes, a descriptor that comes and goes and files of others are no leak."""
    assert grown(minutes(count)) == []


@pytest.mark.parametrize(
    "leaking, each, count",
    [
        ("worker_bytes", 200 << 10, 60),
        ("worker_bytes", MEBIBYTE + (MEBIBYTE >> 1), 12),
        ("sandbox_bytes", MEBIBYTE, 60),
        ("descriptors", 1, 12),
        ("processes", 1, 12),
        ("threads", 1, 12),
    ],
)
def test_a_leak_is_seen(leaking: str, each: int, count: int) -> None:
    """What grows minute by minute beneath the noise is named, and nothing else is."""
    (told,) = grown(minutes(count, leaking, each))
    assert leaking.removesuffix("_bytes") in told


def test_memory_of_the_first_time_round_does_not_count() -> None:
    """Memory that was low before every program had come once is no measure for what follows."""
    cold = [replace(each, worker_bytes=30 * MEBIBYTE, warm=False) for each in minutes(4)]
    assert grown(cold + minutes(14)[2:]) == []


def test_a_file_that_stays_is_seen() -> None:
    """A file that lies there at the end and did not at first is told by its name."""
    samples = minutes(12)
    samples[5:] = [replace(each, files=each.files | {"/dev/shm/left"}) for each in samples[5:]]
    assert grown(samples) == ["/dev/shm/left was left"]


def test_too_few_minutes_are_not_called_level() -> None:
    """Who soaks too briefly to see a leak of memory is told so."""
    (told,) = grown(minutes(MEMORY_SAMPLES + 1))
    assert told.startswith("memory was not judged")
