"""A run that takes place in a thread of its own, beside whatever its caller does meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable

from workers.outcome import Outcome
from workers.supervision import Supervision

Watch = Callable[[Supervision], None]


class BegunRun:
    """One run under way. Take its outcome or drop it, once, from the thread that began it.

    Args:
        run: runs it to its end in this object's thread; hands over each supervision that it makes before it begins.
    """

    def __init__(self, run: Callable[[Watch], Outcome]) -> None:
        self._run = run
        self._outcome: Outcome | None = None
        self._error: BaseException | None = None
        self._lock = threading.Lock()
        self._supervision: Supervision | None = None
        self._dropped = False
        self._thread = threading.Thread(target=self._serve, name="run-beside")
        self._thread.start()

    def outcome(self) -> Outcome:
        """Wait for its end.

        Raises:
            SandboxError: it could not take place.
        """
        self._thread.join()
        if self._outcome is None:
            raise self._error or RuntimeError("the run ended without an outcome")
        return self._outcome

    def drop(self) -> None:
        """End it, if it has not ended, and wait until its child is gone; whatever came of it is forgotten."""
        with self._lock:
            self._dropped = True
            if self._supervision is not None:
                self._supervision.give_up()
        self._thread.join()

    def _serve(self) -> None:
        try:
            self._outcome = self._run(self._watch)
        except BaseException as error:  # raised again in the thread that asks for the outcome
            self._error = error

    def _watch(self, supervision: Supervision) -> None:
        with self._lock:
            self._supervision = supervision
            if self._dropped:
                supervision.give_up()
