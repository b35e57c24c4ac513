"""What references showed is kept in a room that has bounds."""

from __future__ import annotations

import tracemalloc

from grader.observation_cache import ObservationCache, occupied_bytes
from grader.observations import Binding, Mention, Observation, SourceFacts, Tensor, decode_observation, encode


def observation(size: int) -> Observation:
    """An observation whose trace takes so many bytes."""
    return Observation("finished", trace=Tensor("float64", (size // 8,), b"\0" * size))


def test_no_more_observations_are_kept_than_allowed() -> None:
    """The least recently used observation goes where there would be too many."""
    cache = ObservationCache(observations=2)
    for key in "ab":
        cache.keep(key, observation(8))
    assert cache.find("a") is not None
    cache.keep("c", observation(8))
    assert (cache.find("b"), len(cache)) == (None, 2)
    assert cache.find("a") is not None


def test_no_more_bytes_are_kept_than_allowed() -> None:
    """Values that learners chose, however many and large, cannot fill the memory of the process that grades."""
    cache = ObservationCache(size=10_000)
    for key in range(20):
        cache.keep(key, observation(4000))
        cache.keep(key, observation(4000))
        assert cache.size <= 10_000
    assert cache.find(19) is not None
    cache.keep("large", observation(20_000))
    assert cache.find("large") is None
    assert cache.find(19) is not None


def test_what_an_observation_takes_is_counted_as_memory() -> None:
    """The small objects that most of an observation consists of count with what they take, not with what they are as text."""
    names = {f"name{each}": Binding("tensor", value=Tensor("float32", (1,), bytes(4)), line=each) for each in range(40)}
    calls = tuple(Mention(f"word{each}", each) for each in range(400))
    record = encode(Observation("finished", names=names, source=SourceFacts(calls=calls)))
    decode_observation(record)  # readers are made once
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        read = decode_observation(record)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert taken <= occupied_bytes(read) < 2 * taken
    assert taken > 2 * len(record)
