"""What the GPU's tests start from: one proven lane on the real device. A test that is skipped here counts as failed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Grader
from tests.cuda.overhearing import Overhearing
from workers.device_sandbox import DeviceSandbox, DeviceSettings, cuda_state

REPOSITORY = Path(__file__).resolve().parents[2]
INDEX = int(os.environ.get("TORCHGRADER_CUDA_INDEX", "0"))
_NO_GPU_STATUS = 3
_SKIPPED_STATUS = 4


def pytest_sessionstart(session: pytest.Session) -> None:
    """Without a GPU nothing can be shown, and that is no success."""
    state = cuda_state(INDEX)
    if state.startswith("there is no") or "may not be opened" in state:
        pytest.exit(f"nothing was tested on CUDA: {state}", returncode=_NO_GPU_STATUS)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A test that was skipped, or expected to fail, has shown nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    unproven = [] if reporter is None else [*reporter.getreports("skipped"), *reporter.getreports("xfailed")]
    if unproven and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = _SKIPPED_STATUS


def programs_at_a_time() -> int:
    """How many programs share the GPU in these tests: TORCHGRADER_CUDA_SLOTS, or half as many as there are processors."""
    return int(os.environ.get("TORCHGRADER_CUDA_SLOTS") or max(1, min(8, len(os.sched_getaffinity(0)) // 2)))


@pytest.fixture(scope="session")
def lane() -> Iterator[DeviceSandbox]:
    """Return the lane that a CUDA worker has, proven."""
    count = programs_at_a_time()
    with DeviceSandbox(DeviceSettings(index=INDEX, ready=count + 1), concurrency=count) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def overhearing(lane: DeviceSandbox) -> Overhearing:
    """Return the same lane, with ears for all that comes out of it."""
    return Overhearing(lane)


@pytest.fixture(scope="session")
def grader(overhearing: Overhearing) -> Grader:
    """Return a grader on the lane."""
    return Grader(overhearing, b"a secret of the GPU's tests, no other")


@pytest.fixture(scope="session")
def catalog() -> ExerciseCatalog:
    """Return the exercises that come with torchgrader."""
    return ExerciseCatalog(REPOSITORY / "exercises")
