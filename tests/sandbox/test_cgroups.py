"""Where control groups are made, and what is written to them; on a stand-in for the kernel's file system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workers import cgroups
from workers.cgroups import ChildGroups


@pytest.fixture
def hierarchy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a hierarchy in which this process is in `/service/worker`, and only `/service` hands out controllers."""
    for name, controllers in {"": "cpu memory pids", "service": "memory pids", "service/worker": ""}.items():
        group = tmp_path / name
        group.mkdir(parents=True, exist_ok=True)
        (group / "cgroup.controllers").write_text(controllers)
        (group / "cgroup.subtree_control").write_text("")
    monkeypatch.setattr(cgroups, "_own_group", lambda: "/service/worker")
    monkeypatch.setattr(cgroups, "_mounts", lambda: iter([("/", tmp_path)]))
    monkeypatch.setattr(cgroups, "_open_entrance", lambda group: os.open(group / "pids.max", os.O_WRONLY))
    return tmp_path


def test_groups_are_made_in_the_nearest_place_that_has_the_controllers(hierarchy: Path) -> None:
    """The worker's own group comes first, then those above it; each seat gets a leaf with its limits."""
    groups = ChildGroups(2)
    groups.allow(1, 1 << 20)
    (ours,) = (hierarchy / "service").glob("torchgrader-*")
    assert (hierarchy / "service" / "cgroup.subtree_control").read_text() == "+memory +pids"
    assert (ours / "cgroup.subtree_control").read_text() == "+memory +pids"
    assert (ours / "1" / "memory.max").read_text() == str(1 << 20)
    assert (ours / "0" / "pids.max").read_text() == str(cgroups.THREADS)
    assert (ours / "0" / "memory.oom.group").read_text() == "1"


def test_kills_are_counted_by_seat(hierarchy: Path) -> None:
    """What the kernel tells of one seat is not told of another."""
    groups = ChildGroups(2)
    (ours,) = (hierarchy / "service").glob("torchgrader-*")
    for seat, kills in enumerate((0, 3)):
        (ours / str(seat) / "memory.events").write_text(f"low 0\nmax 9\noom 4\noom_kill {kills}\n")
    assert [groups.kills(seat) for seat in (0, 1)] == [0, 3]


def test_missing_controllers_are_named(hierarchy: Path) -> None:
    """A host whose hierarchy has no memory controller says so, for every place that was tried."""
    for group in (hierarchy, hierarchy / "service"):
        (group / "cgroup.controllers").write_text("pids")
    with pytest.raises(OSError, match="no memory controller"):
        ChildGroups(1)


def test_groups_of_workers_that_are_gone_are_removed(hierarchy: Path) -> None:
    """What a killed worker left behind is cleared away by the next; a living worker's groups stay."""
    gone, living = (hierarchy / "service" / f"torchgrader-{owner}-abc" for owner in (2**22 + 1, os.getpid()))
    gone.mkdir()
    living.mkdir()
    ChildGroups(1)
    assert not gone.exists()
    assert living.exists()
