"""A fork server for `fork.py` alone: it leaves a child unconfined where the request says so, or has it time each layer.

Started by `fork.py` in the place of `workers/forkserver.py`, with the same arguments. Never used to run anything but the benchmark.
"""

# ruff: noqa: SLF001 - what is measured here is private for good reasons

from __future__ import annotations

import dataclasses
import json
import os
import resource
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

UNCONFINED_CPU_SECONDS = 7777.0
"""A request with this limit asks for an unconfined child."""
TIMED_CPU_SECONDS = 8888.0
"""A request with this limit asks for a confined child that tells on standard error how long each layer took, in nanoseconds."""

_WORKERS = Path(__file__).resolve().parent.parent / "workers"


class _Spent:
    """Time by layer, in nanoseconds."""

    def __init__(self) -> None:
        self.nanoseconds: dict[str, int] = {}

    def timed(self, layer: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, its time added to the layer's."""

        def measured(*arguments: Any) -> Any:
            began = time.perf_counter_ns()
            try:
                return call(*arguments)
            finally:
                self.nanoseconds[layer] = self.nanoseconds.get(layer, 0) + time.perf_counter_ns() - began

        return measured


def _time_layers(child: Any, module: Any) -> _Spent:
    """Have every step of the child's confinement timed."""
    spent = _Spent()
    module.become = spent.timed("uid", module.become)
    os.setsid = spent.timed("lifetime", os.setsid)
    os.closerange = spent.timed("descriptors", os.closerange)
    resource.setrlimit = spent.timed("limits", resource.setrlimit)
    child.die_with_server = spent.timed("lifetime", child.die_with_server)
    child._stay_private = spent.timed("uid", child._stay_private)
    child._drop_capabilities = spent.timed("capabilities", child._drop_capabilities)
    child._filter.install = spent.timed("seccomp", child._filter.install)
    return spent


def main() -> None:
    """Be a fork server whose children may stay bare."""
    sys.argv[0] = str(_WORKERS / "forkserver.py")
    server = runpy.run_path(sys.argv[0])
    confinement = sys.modules["workers.confinement"].ChildConfinement
    confined = confinement.enter

    def enter(self: object, room: Any, first_to_close: int, before_filter: object = None) -> None:
        if room.cpu_seconds == UNCONFINED_CPU_SECONDS:
            os.closerange(first_to_close, 1 << 30)
        elif room.cpu_seconds == TIMED_CPU_SECONDS:
            spent = _time_layers(self, sys.modules["workers.confinement"])
            if room.enter_domain:
                room = dataclasses.replace(room, enter_domain=spent.timed("landlock domain", room.enter_domain))
            confined(self, room, first_to_close, before_filter)
            os.write(2, json.dumps(spent.nanoseconds).encode())
        else:
            confined(self, room, first_to_close, before_filter)

    confinement.enter = enter
    server["main"]()


if __name__ == "__main__":
    main()
