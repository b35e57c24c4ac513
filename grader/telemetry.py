"""What a worker counts, in a form that can be stored with its heartbeat and added up over all workers.

Counters only grow while a process lives. Histograms have fixed bounds, so that those of many workers can be added.
"""

from __future__ import annotations

import bisect
import threading
from collections.abc import Iterable, Mapping
from typing import Any

#: Upper bounds of the histograms' buckets, seconds; a last bucket takes what is above.
BOUNDS_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)

#: Seconds from a live submission's arrival to the start of its grading.
QUEUE_SECONDS = "queue_seconds"
#: Seconds from the start of a grading to its verdict.
GRADING_SECONDS = "grading_seconds"
#: Finished attempts by verdict.
VERDICTS = "verdicts"
#: What came to a slot, by message or handed on, by what became of it: graded, judged_again (nothing was run), not_takeable,
#: lease_lost.
MESSAGES = "messages"
#: Gradings that came to nothing by a fault of ours.
FAULTS = "faults"


class Telemetry:
    """Counters and histograms of one process. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counters: dict[str, dict[str, int]] = {}
        self._histograms: dict[str, dict[str, Any]] = {}

    def count(self, name: str, label: str, by: int = 1) -> None:
        """Add to the counter `name` for one label."""
        with self._lock:
            labels = self._counters.setdefault(name, {})
            labels[label] = labels.get(label, 0) + by

    def observe(self, name: str, seconds: float) -> None:
        """Add one observation to the histogram `name`."""
        with self._lock:
            histogram = self._histograms.setdefault(name, _empty_histogram())
            histogram["counts"][bisect.bisect_left(BOUNDS_S, seconds)] += 1
            histogram["sum"] += seconds

    def snapshot(self) -> dict[str, Any]:
        """All of it as JSON: `{"counters": {name: {label: n}}, "histograms": {name: {"counts": [...], "sum": s}}}`."""
        with self._lock:
            return {
                "counters": {name: dict(labels) for name, labels in self._counters.items()},
                "histograms": {
                    name: {"counts": list(histogram["counts"]), "sum": histogram["sum"]}
                    for name, histogram in self._histograms.items()
                },
            }


def merge(snapshots: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The sum of many snapshots, in the same form."""
    counters: dict[str, dict[str, int]] = {}
    histograms: dict[str, dict[str, Any]] = {}
    for snapshot in snapshots:
        for name, labels in snapshot.get("counters", {}).items():
            summed = counters.setdefault(name, {})
            for label, number in labels.items():
                summed[label] = summed.get(label, 0) + number
        for name, histogram in snapshot.get("histograms", {}).items():
            total = histograms.setdefault(name, _empty_histogram())
            total["counts"] = [a + b for a, b in zip(total["counts"], histogram["counts"], strict=True)]
            total["sum"] += histogram["sum"]
    return {"counters": counters, "histograms": histograms}


def _empty_histogram() -> dict[str, Any]:
    return {"counts": [0] * (len(BOUNDS_S) + 1), "sum": 0.0}
