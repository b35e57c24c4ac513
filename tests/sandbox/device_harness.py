"""The echo harness for a device lane: nothing to warm, before the fork or after it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from echo_harness import run_job  # type: ignore[import-not-found]

del sys.path[0]

__all__ = ["prepare_for_device", "run_job", "warm_in_child"]


def prepare_for_device() -> None:
    """Nothing to warm."""


def warm_in_child() -> None:
    """Nothing to warm here either."""
