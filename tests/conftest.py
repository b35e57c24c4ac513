"""What every test starts from: none of the machine's own settings, and folders of the test's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from grader.exercise import ExerciseCatalog
from grader.grading import Grader
from workers.sandbox import Sandbox

# Tests never assert a time, and the machines that run them are shared.
hypothesis.settings.register_profile("torchgrader", deadline=None)
hypothesis.settings.load_profile("torchgrader")


@pytest.fixture(scope="session", autouse=True)
def settings_of_the_tests_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hide the GRADER_* settings of whoever runs the tests, and keep data out of their home."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GRADER_")]:
            patch.delenv(name)
        patch.setenv("GRADER_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the checkout's top folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def exercises_dir(repository: Path) -> Path:
    """Return the folder of the exercises that come with torchgrader."""
    return repository / "exercises"


@pytest.fixture(scope="session")
def catalog(exercises_dir: Path) -> ExerciseCatalog:
    """Return the exercises that come with torchgrader, each loaded once."""
    return ExerciseCatalog(exercises_dir)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Return the one real sandbox with the real harness: its fork server takes seconds to start."""
    with Sandbox() as started:
        yield started


@pytest.fixture(scope="session")
def grader(sandbox: Sandbox) -> Grader:
    """Return a grader on the real sandbox; what it caches of references serves all tests."""
    return Grader(sandbox, b"a secret of the tests' own, no other")
