"""A device that is none: it stands in for a GPU where there is none, and fails, hangs or dies as its options say.

Everything around it is the real lane: fork ahead, landlock, context, seccomp on every thread, order, outcome. Its "context" is a
thread and some memory, as a driver's is. What it cannot stand in for is the driver itself.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_BUSY_SECONDS = 1.0


def make_device(options: Mapping[str, Any]) -> StandIn:
    """A device that behaves as `behaviour` says: "well", "fails", "dies", "hangs", "busy", "absent", "unfit", or as a file says."""
    return StandIn(options)


class StandIn:
    """The device.

    Args:
        options: `behaviour`; or `told_in`, a file that says how the next child behaves, read anew by each.
    """

    name = "stand-in"

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._behaviour = str(options.get("behaviour", "well"))
        self._told_in = options.get("told_in")
        self._memory: bytearray | None = None

    def missing(self) -> str:
        """Say that there is no device, if told to."""
        return "there is no /dev/stand-in" if self._behaviour == "absent" else ""

    def nodes(self) -> list[Path]:
        """Name a device file that any process may open: it stands for the driver's."""
        return [Path("/dev/zero")]

    def readable(self, environment: Mapping[str, str]) -> list[Path]:
        """Name the file that says how children behave, if there is one."""
        return [Path(self._told_in)] if self._told_in else []

    def prepare(self) -> str:
        """Say that this interpreter cannot use the device, if told to."""
        return "this torch was built without the device" if self._behaviour == "unfit" else ""

    def environment(self) -> dict[str, str]:
        """Return a fixed variable, as libraries of devices want some."""
        return {"STAND_IN_DEVICE": "0"}

    def open(self) -> dict[str, Any]:
        """Make the context, or not."""
        behaviour = Path(self._told_in).read_text().strip() if self._told_in else self._behaviour
        if behaviour == "fails":
            raise RuntimeError("stand-in error 999: unknown error")
        if behaviour == "dies":
            os._exit(3)
        if behaviour == "hangs":
            time.sleep(600)
        if behaviour == "busy":
            end = time.process_time() + _BUSY_SECONDS
            while time.process_time() < end:
                continue
        self._memory = bytearray(1 << 20)
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
        return {"gpu": "stand-in", "driver": "1.0"}

    def exercise(self) -> None:
        """Write to the context's memory."""
        if self._memory is None:
            raise RuntimeError("the device is not open")
        self._memory[0] = 1
