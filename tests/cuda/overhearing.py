"""A lane that remembers what came out of it: the record, the output and the end of every run, hidden ones included."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from workers.device_sandbox import DeviceSandbox
from workers.outcome import Limits, Outcome


class Overhearing:
    """Passes runs on to a lane.

    Args:
        lane: where programs run.
    """

    def __init__(self, lane: DeviceSandbox) -> None:
        self.lane = lane
        self._lock = threading.Lock()
        self._outcomes: list[Outcome] = []

    @property
    def environment(self) -> Mapping[str, Any]:
        """The lane's."""
        return self.lane.environment

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run one job and remember its outcome."""
        outcome = self.lane.run(job, limits)
        with self._lock:
            self._outcomes.append(outcome)
        return outcome

    def taken(self) -> list[Outcome]:
        """Return what came out since the last time this was asked."""
        with self._lock:
            outcomes, self._outcomes = self._outcomes, []
        return outcomes
