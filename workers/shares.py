"""How many of a worker's slots somebody may have, so that nobody waits for the end of others' programs.

A key never has all of them, and background work leaves one more free than it otherwise does while live work comes in: what
nobody waits for may use every processor, but not those that the next learner's program is about to need.

Who puts work off and who ends some both look once more afterwards, so that one of the two sees that there is room again.
All that is here may be used from several threads.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

#: For so long after the last live attempt the next one is expected, seconds.
QUIET_S = 1.0
_FREE_BESIDE_LIVE = 2


class KeyShares:
    """Counts what each key has running here, and remembers whose work was put off.

    Args:
        slots: of the worker; a key has at most all but one. None: as many as it likes.
    """

    def __init__(self, slots: int | None) -> None:
        self._most = max(1, slots - 1) if slots else sys.maxsize
        self._running: dict[str, set[str]] = {}
        self._put_off: set[str] = set()
        self._lock = threading.Lock()

    def enter(self, key_id: str | None, attempt_id: str) -> bool:
        """Whether this attempt may run now; if not, its key's work counts as put off. What no key sent always may."""
        if key_id is None:
            return True
        with self._lock:
            running = self._running.setdefault(key_id, set())
            if len(running - {attempt_id}) < self._most:
                running.add(attempt_id)
                return True
            self._put_off.add(key_id)
            return False

    def leave(self, key_id: str | None, attempt_id: str) -> None:
        """The attempt's program has ended; it does no harm to say so twice."""
        if key_id is None:
            return
        with self._lock:
            running = self._running.get(key_id, set())
            running.discard(attempt_id)
            if not running:
                self._running.pop(key_id, None)

    def may_go_on(self, key_id: str | None) -> bool:
        """Whether work of this key's was put off and has room again; whoever hears so sees to it."""
        if key_id is None:
            return False
        with self._lock:
            if key_id not in self._put_off or len(self._running.get(key_id, ())) >= self._most:
                return False
            self._put_off.discard(key_id)
            return True


class BackgroundShare:
    """Counts the background attempts that run here beside live ones, and remembers that some were put off.

    Args:
        slots: of the worker; beside live work all but two, and at least one, are for background work. None: all are.
        clock: tells the time, in seconds.
    """

    def __init__(self, slots: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = max(1, slots - _FREE_BESIDE_LIVE) if slots else sys.maxsize
        self._clock = clock
        self._live: set[str] = set()
        self._background: set[str] = set()
        self._quiet_from = clock()
        self._put_off = False
        self._lock = threading.Lock()

    def enter(self, attempt_id: str, *, background: bool) -> bool:
        """Whether this attempt may run now; if not, background work counts as put off. A live one always may."""
        with self._lock:
            if background and not self._has_room():
                self._put_off = True
                return False
            (self._background if background else self._live).add(attempt_id)
            return True

    def leave(self, attempt_id: str) -> None:
        """The attempt's program has ended; it does no harm to say so twice."""
        with self._lock:
            self._background.discard(attempt_id)
            if attempt_id in self._live:
                self._live.remove(attempt_id)
                self._quiet_from = self._clock() + QUIET_S

    def may_go_on(self) -> bool:
        """Whether background work was put off and has room again; whoever hears so sees to it."""
        with self._lock:
            if not self._put_off or not self._has_room():
                return False
            self._put_off = False
            return True

    def _has_room(self) -> bool:
        quiet = not self._live and self._clock() >= self._quiet_from
        return quiet or len(self._background) < self._most
