"""Sandboxes that tests share, and short ways to use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workers.sandbox import Limits, Outcome, Sandbox

HERE = Path(__file__).resolve().parent
ECHO_HARNESS = str(HERE / "echo_harness.py")
TORCH_HARNESS = str(HERE / "torch_harness.py")

Run = Callable[..., Outcome]


def _runner(box: Sandbox) -> Run:
    def run(source: str, **limits: Any) -> Outcome:
        return box.run(source.encode(), Limits(**{"cpu_seconds": 20.0, "wall_seconds": 60.0, **limits}))

    return run


@pytest.fixture(scope="session")
def box() -> Iterator[Sandbox]:
    """Return a sandbox without torch: it starts in a moment."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=4) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def torch_box() -> Iterator[Sandbox]:
    """Return a sandbox with torch warm."""
    with Sandbox(harness=TORCH_HARNESS) as sandbox:
        yield sandbox


@pytest.fixture
def run(box: Sandbox) -> Run:
    """Return a function that runs a program's text under limits given by name."""
    return _runner(box)


@pytest.fixture
def run_torch(torch_box: Sandbox) -> Run:
    """Return the same function where torch is warm."""
    return _runner(torch_box)
