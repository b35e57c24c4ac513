"""A fork server for `fork.py` alone: it leaves a child unconfined where the request says so, to measure what confinement costs.

Started by `fork.py` in the place of `workers/forkserver.py`, with the same arguments. Never used to run anything but the benchmark.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

UNCONFINED_CPU_SECONDS = 7777.0
"""A request with this limit asks for an unconfined child."""

_WORKERS = Path(__file__).resolve().parent.parent / "workers"


def main() -> None:
    """Be a fork server whose children may stay bare."""
    sys.argv[0] = str(_WORKERS / "forkserver.py")
    server = runpy.run_path(sys.argv[0])
    confinement = sys.modules["workers.confinement"].ChildConfinement
    confined = confinement.enter

    def enter(self: object, room: Any, first_to_close: int, before_filter: object = None) -> None:
        if room.cpu_seconds == UNCONFINED_CPU_SECONDS:
            os.closerange(first_to_close, 1 << 30)
        else:
            confined(self, room, first_to_close, before_filter)

    confinement.enter = enter
    server["main"]()


if __name__ == "__main__":
    main()
