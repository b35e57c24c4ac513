"""How many of a worker's slots each key has: never all of them, so that no key waits for the end of another's programs."""

from __future__ import annotations

import sys
import threading


class KeyShares:
    """Counts what each key has running here, and remembers whose work was put off. Safe to use from several threads.

    Who puts work off and who ends some both look once more afterwards, so that one of the two sees that there is room again.

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
