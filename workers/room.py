"""Where attempts are graded side by side, and one that may have killed its worker with nothing beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Room:
    """Safe to enter from several threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._waiting_for_all_of_it = 0
        self._alone = False

    @contextmanager
    def enter(self, *, alone: bool) -> Iterator[None]:
        """Wait until there is room, and be inside for as long as the context lasts.

        Who wants it alone waits for those that are inside, and nobody else goes in before.
        """
        with self._changed:
            self._waiting_for_all_of_it += alone
            self._changed.wait_for(lambda: self._has_room(alone=alone))
            self._waiting_for_all_of_it -= alone
            self._inside += 1
            self._alone = alone
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._alone = False
                self._changed.notify_all()

    def _has_room(self, *, alone: bool) -> bool:
        return not (self._alone or (self._inside if alone else self._waiting_for_all_of_it))
