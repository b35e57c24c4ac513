"""What references showed, kept in memory: bounded in number and in bytes, the least recently used goes first."""

from __future__ import annotations

import dataclasses
import hashlib
import sys
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping

from grader.observations import Observation, Tensor

_OBSERVATIONS = 4096
_BYTES = 128 << 20


def occupied_bytes(value: object) -> int:
    """Bytes of memory that an observation, or a part of one, takes; what parts share is counted for each.

    An ordinary one takes three times what it does as a record: most of it is small objects.
    """
    size = sys.getsizeof(value)
    if isinstance(value, tuple):
        return size + sum(map(occupied_bytes, value))
    if isinstance(value, dict):
        return size + sum(occupied_bytes(name) + occupied_bytes(each) for name, each in value.items())
    if dataclasses.is_dataclass(value):
        return size + sum(occupied_bytes(getattr(value, each.name)) for each in dataclasses.fields(value))
    return size


class ObservationCache:
    """Safe to use from several threads. An observation that is larger than all the room is not kept.

    Args:
        observations: how many to keep at the most.
        size: bytes of memory that they may take.
    """

    def __init__(self, observations: int = _OBSERVATIONS, size: int = _BYTES) -> None:
        self._most = observations
        self._room = size
        self._kept: OrderedDict[Hashable, tuple[Observation, int]] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def size(self) -> int:
        """Bytes of memory that what is kept takes."""
        return self._used

    def find(self, key: Hashable) -> Observation | None:
        """What was kept under this key, None if nothing (or nothing any more) is."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, observation: Observation) -> None:
        """Keep an observation in the place of what this key had, and drop others until there is room."""
        size = occupied_bytes(observation)
        with self._lock:
            _, replaced = self._kept.pop(key, (None, 0))
            self._used -= replaced
            if size > self._room:
                return
            self._kept[key] = (observation, size)
            self._used += size
            while len(self._kept) > self._most or self._used > self._room:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._used -= dropped


def fingerprint(values: Mapping[str, Tensor]) -> str:
    """One for each set of values; they may be megabytes, so nothing is made of their bytes on the way."""
    digest = hashlib.sha256()
    for name, value in sorted(values.items()):
        digest.update(repr((name, value.dtype, value.shape, len(value.data))).encode())
        digest.update(value.data)
    return digest.hexdigest()
