"""`make test-cuda` where there is no GPU: it says so, and that is no success."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_NO_GPU_STATUS = 3
has_gpu = Path("/dev/nvidiactl").exists()


@pytest.mark.skipif(has_gpu, reason="this machine has a GPU: make test-cuda itself is the test")
def test_without_a_gpu_nothing_passes(repository: Path) -> None:
    """Without a GPU the command ends with a status of its own and one line that names what is missing."""
    done = subprocess.run([repository / ".ci" / "test-cuda"], capture_output=True, text=True, check=False)
    assert done.returncode == _NO_GPU_STATUS
    assert done.stderr.splitlines() == [
        "error: there is no /dev/nvidiactl, so no NVIDIA GPU that could be tested: nothing was tested on CUDA"
    ]


def test_wheels_are_all_that_grading_imports(repository: Path) -> None:
    """The wheels that a GPU machine is told to bring, with torch and numpy, are all that grading needs."""
    listed = (repository / ".ci" / "cuda-wheels.txt").read_text(encoding="utf-8").splitlines()
    named = {line.replace("-", "_") for line in listed if line and not line.startswith("#")}
    script = (
        "import sys\n"
        "before = {*sys.modules, *sys.stdlib_module_names}\n"  # a distribution's own sitecustomize among them
        "import grader.grading, grader.attack_corpus, workers.device_sandbox\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=repository
    ).stdout
    imported = {name for name in loaded.split() if not name.startswith("_")}
    assert imported == named | {"numpy", "grader", "workers"}
