"""On every kind of host the sandbox starts with the most that the host permits, or refuses with the reason."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import HERE, host_python
from workers.namespaces import LAYERS

FLOOR = {
    *("no_new_privs", "landlock", "seccomp", "limits", "capabilities"),
    *("environment", "descriptors", "memory", "lifetime", "honest-work"),
}
ABOVE = {*LAYERS, "scratch"}

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="making this host takes root")


def report(*prefix: str, python: str = sys.executable, require: tuple[str, ...] = ()) -> dict[str, Any]:
    """Start a sandbox in a process of its own, beneath the command `prefix`; returns what it printed."""
    command = [*prefix, sys.executable, str(HERE / "report.py"), python, *require]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def active(found: dict[str, Any]) -> set[str]:
    """Names of the layers in force."""
    return {name for name, (there, _) in found["layers"].items() if there}


def saw(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What the programs saw."""
    return [ast.literal_eval(text) for text in found["saw"]]


def test_this_host() -> None:
    """Whatever this host permits, the floor holds, work gets done, and layers that are missing say why."""
    found = report()
    assert active(found) >= FLOOR
    assert all(reason for there, reason in found["layers"].values() if not there)
    assert len({program["drawn"] for program in saw(found)}) == 3


# What the default profile of the usual container runtimes refuses, as far as we ask for it.
CONTAINER = "unshare setns mount umount2 pivot_root mount_setattr move_mount fsopen open_tree clone3 keyctl bpf ptrace"


def test_container_with_the_default_profile(tmp_path: Path) -> None:
    """Where no namespace can be made, the floor holds by itself, files cannot be written, and the reason is told."""
    found = report(python=host_python(tmp_path, CONTAINER, "EPERM"))
    assert active(found) >= FLOOR
    assert not active(found) & ABOVE
    assert "refuses" in found["layers"]["mount-namespace"][1]
    assert {program["written"] for program in saw(found)} == {"PermissionError"}


def test_required_layer_that_the_host_refuses_is_named(tmp_path: Path) -> None:
    """A deployment that demands a layer is told that the host does not permit it, and no run happens."""
    found = report(python=host_python(tmp_path, CONTAINER, "EPERM"), require=("scratch",))
    assert "scratch" in found["refused"]
    assert "refuses" in found["refused"]


def test_old_kernel_without_namespaces_of_users(tmp_path: Path) -> None:
    """Without user namespaces an ordinary user has the floor, and root has the other namespaces all the same."""
    found = report(python=host_python(tmp_path, "unshare:0:0x10000000", "EPERM"))
    assert active(found) >= FLOOR
    assert "user-namespace" not in active(found)
    assert "refuses" in found["layers"]["user-namespace"][1]
    if os.geteuid() == 0:
        assert active(found) >= ABOVE - {"user-namespace"}


@AS_ROOT
def test_read_only_file_system() -> None:
    """Where nothing on disk can be written, the sandbox starts all the same."""
    # Bound to themselves first: then each is a mount that can be made read-only, whatever disk it lies on.
    places = (
        "for place in / /tmp /var/tmp; do mount --bind $place $place && mount -o remount,bind,ro $place || exit; done; "
    )
    read_only = places + "! touch /written /tmp/written 2>/dev/null && "
    found = report("unshare", "--mount", "sh", "-c", read_only + 'exec "$0" "$@"')
    assert active(found) >= FLOOR


@AS_ROOT
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv")
def test_ordinary_user(tmp_path: Path) -> None:
    """An ordinary user has the floor, and what the host lets ordinary users do; only a user id per child is not possible."""
    interpreter, home = Path(sys.base_prefix), Path("~root").expanduser()
    script = 'exec setpriv --reuid 12345 --regid 12345 --clear-groups --inh-caps=-all "$0" "$@"'
    if interpreter.is_relative_to(home):  # which is closed to others: show them the interpreter alone
        held = tmp_path / "held"
        script = (
            f"mkdir {held} && mount --bind {interpreter} {held} && mount -t tmpfs -o mode=755 none {home} && "
            f"mkdir -p {interpreter} && mount --move {held} {interpreter} && {script}"
        )
    found = report("unshare", "--mount", "sh", "-c", script)
    assert active(found) >= FLOOR
    assert "uid" not in active(found)
    assert {program["user"] for program in saw(found)} == {12345}


@AS_ROOT
def test_root_without_privileges(tmp_path: Path) -> None:
    """Root in a container, who may do no more than others, is confined like them."""
    found = report(
        "setpriv", "--bounding-set", "-all", "--inh-caps", "-all", python=host_python(tmp_path, CONTAINER, "EPERM")
    )
    assert active(found) >= FLOOR
