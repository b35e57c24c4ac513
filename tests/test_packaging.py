"""The wheel that the repository builds carries all that the product needs, and nothing of its tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader import paths
from grader.errors import ConfigurationError


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from the checkout as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, repository], check=True)
    (built,) = folder.glob("torchgrader-*.whl")
    return built


def tracked(repository: Path, folder: str) -> set[str]:
    """Return the files that git tracks below `folder` and that are still there."""
    command = ["git", "ls-files", "-z", folder]
    listing = subprocess.run(command, cwd=repository, check=True, capture_output=True).stdout
    return {name for name in listing.decode().split("\0") if name and (repository / name).is_file()}


def test_wheel_carries_every_file_of_the_product(repository: Path, wheel: Path) -> None:
    """Modules, catalogues, migrations, pages and exercises are all inside the wheel."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    packages = (tracked(repository, "grader") | tracked(repository, "workers")) - {"workers/Dockerfile"}
    exercises = {f"grader/_{name}" for name in tracked(repository, "exercises")}
    assert packages
    assert not sorted((packages | exercises) - inside)


def test_wheel_carries_nothing_else(wheel: Path) -> None:
    """The wheel holds the two packages and its own description: no tests, no benchmarks, no top-level exercises."""
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"grader", "workers"}


def test_unpacked_wheel_finds_its_own_exercises(wheel: Path, tmp_path: Path) -> None:
    """Code that runs from the wheel finds the exercises in the wheel, not those of a checkout."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from grader.paths import *; print(bundled_exercises())"
    )
    command = [sys.executable, "-I", "-S", "-c", script]
    found = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
    assert found == str(tmp_path / "grader" / "_exercises")


def test_checkout_finds_its_own_exercises(exercises_dir: Path) -> None:
    """Code that runs from a checkout finds the exercises where their authors work."""
    assert paths.bundled_exercises() == exercises_dir


def test_missing_exercises_are_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without exercises says where they should be and what to do, and takes no stranger's folder."""
    (tmp_path / "exercises").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "grader")
    with pytest.raises(ConfigurationError, match="install torchgrader again, or name a folder"):
        paths.bundled_exercises()
