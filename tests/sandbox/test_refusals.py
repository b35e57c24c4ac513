"""A sandbox that does not hold takes no work, and says which layer and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox.conftest import ECHO_HARNESS, host_python
from workers.sandbox import FORK_SERVER, Limits, Sandbox, SandboxError

_WEAKENED_SERVER = """
import runpy, sys
sys.argv[0] = {fork_server!r}
server = runpy.run_path(sys.argv[0])
from pathlib import Path
import mmap, os
from workers import child, confinement, kernel, landlock, memory, seccomp, serving, witness
{weakening}
server["main"]()
"""

WEAKENINGS = {
    "no_new_privs": (
        "from workers.kernel import prctl\n"
        "kernel.prctl = lambda option, *rest: 0 if option == kernel.PR_GET_NO_NEW_PRIVS else prctl(option, *rest)"
    ),
    "landlock": (
        "allow = landlock.Ruleset.allow\n"
        "landlock.Ruleset.allow = lambda self, path, rights: allow(self, Path('/'), landlock.READ)"
    ),
    "seccomp": "seccomp.Filter.install = lambda self, own_id: None",
    "limits": "confinement.resource.setrlimit = lambda *limit: None",
    "environment": "os.environ.clear = lambda: os.environ.update(SECRET='1')",
    "descriptors": "os.closerange = lambda first, last: None",
    "memory": "shared = mmap.mmap(-1, 4096)",
    "lifetime": "kernel.PR_SET_PDEATHSIG = 36  # PR_SET_CHILD_SUBREAPER",
    "honest-work": "child.Draws.renew = lambda self: None",
}


def _weakened(folder: Path, weakening: str) -> Path:
    """A fork server in which one layer does nothing."""
    script = folder / "weakened.py"
    script.write_text(_WEAKENED_SERVER.format(fork_server=str(FORK_SERVER), weakening=weakening))
    return script


def test_unweakened_server_is_accepted(tmp_path: Path) -> None:
    """The way these tests weaken a fork server does not itself break a layer."""
    with Sandbox(harness=ECHO_HARNESS, fork_server=_weakened(tmp_path, "pass")) as sandbox:
        assert all(layer.active for layer in sandbox.layers if layer.floor)


@pytest.mark.parametrize("layer", WEAKENINGS)
def test_floor_layer_that_does_not_deny_is_named(tmp_path: Path, layer: str) -> None:
    """A floor layer that lets through what it should deny keeps the worker from taking work, by name."""
    sandbox = Sandbox(harness=ECHO_HARNESS, fork_server=_weakened(tmp_path, WEAKENINGS[layer]))
    with pytest.raises(SandboxError, match=layer):
        sandbox.start()
    with pytest.raises(SandboxError, match=layer):
        sandbox.run(b"", Limits())


@pytest.mark.parametrize("error", ["ENOSYS", "EOPNOTSUPP"])
def test_kernel_without_landlock_is_refused(tmp_path: Path, error: str) -> None:
    """Where Landlock is not built in, or switched off, the sandbox says so and what to do; there is no weaker fallback."""
    python = host_python(tmp_path, "landlock_create_ruleset", error)
    with pytest.raises(SandboxError, match=r"landlock: .*5\.13"):
        Sandbox(harness=ECHO_HARNESS, python=python).start()


def test_kernel_without_seccomp_is_refused(tmp_path: Path) -> None:
    """Where no system call filter can be installed, no witness comes to speak."""
    python = host_python(tmp_path, "seccomp", "EINVAL")
    with pytest.raises(SandboxError, match="seccomp"):
        Sandbox(harness=ECHO_HARNESS, python=python).start()


def test_interpreter_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong interpreter is a clear error."""
    with pytest.raises(SandboxError, match="nowhere"):
        Sandbox(harness=ECHO_HARNESS, python=str(tmp_path / "nowhere")).start()


def test_fork_server_that_fails_to_start_tells_its_reason(tmp_path: Path) -> None:
    """What breaks while the fork server warms up is repeated in the error."""
    harness = tmp_path / "harness.py"
    harness.write_text("def prepare():\n    raise RuntimeError('torch is broken')\n")
    with pytest.raises(SandboxError, match="torch is broken"):
        Sandbox(harness=str(harness)).start()


def test_warm_up_that_starts_threads_is_refused(tmp_path: Path) -> None:
    """A fork server with a second thread would hang its children: it is refused."""
    harness = tmp_path / "harness.py"
    harness.write_text(
        "import threading, time\n"
        "def prepare():\n    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "def run_job(job, record_fd):\n    pass\n"
    )
    with pytest.raises(SandboxError, match="single thread"):
        Sandbox(harness=str(harness)).start()


def test_required_layer_that_does_not_exist_is_refused() -> None:
    """A demand for a layer that nobody knows is not met silently."""
    with pytest.raises(SandboxError, match="moat"):
        Sandbox(harness=ECHO_HARNESS, require=["moat"]).start()


def test_every_floor_layer_is_proven(tmp_path: Path) -> None:
    """After the start each floor layer is in force, with what was tried; the environment names the layers."""
    with Sandbox(harness=ECHO_HARNESS) as sandbox:
        floor = [layer for layer in sandbox.layers if layer.floor]
        assert [layer.name for layer in floor if not (layer.active and layer.proof)] == []
        shown = sandbox.environment["sandbox"]
        assert isinstance(shown, list)
        assert "seccomp" in shown
        assert any(str(name).startswith("landlock:") for name in shown)
