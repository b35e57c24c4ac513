"""Control groups (version 2): what a child and its threads may use together, held by the kernel. Made by the worker.

Address space is limited in any case; a group also counts what that does not see: files in the scratch folder, pipes, pages
copied from the fork server. Each seat has a leaf of its own under one folder of ours. A child moves itself in, through a
descriptor that the worker opened: the kernel asks what the opener may do, so the child needs no right to the folder.

Where the worker may make groups depends on the host: beneath its own group if that was delegated to it (systemd's `Delegate=yes`, a
container with a writable cgroup mount), or, as root, anywhere.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

LAYER = "cgroup"
THREADS = 96
"""Threads of one child."""
COPIED_BYTES = 256 << 20
"""Beside the run's memory: pages that the child copies from the fork server by writing to them, pipes, page tables."""

_CONTROLLERS = {"memory", "pids"}
_OURS = "torchgrader-"


def _mounts() -> Iterator[tuple[str, Path]]:
    """Root within the hierarchy, and place, of each mount of a version 2 hierarchy."""
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields, _, rest = line.partition(" - ")
        if rest.split()[0] == "cgroup2":
            root, place = fields.split()[3:5]
            yield root, Path(place)


def _own_group() -> str:
    """This process's group in the version 2 hierarchy, as a path from its root."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        if line.startswith("0::"):
            return line[3:]
    raise OSError("this host has no version 2 control groups")


def _candidates() -> Iterator[Path]:
    """Groups under which ours could be made: this process's own, then those above it."""
    group = _own_group()
    for root, place in _mounts():
        inside = Path(group).relative_to(root) if group.startswith(root) else Path()
        folder = place / inside
        yield from (folder, *(parent for parent in folder.parents if parent.is_relative_to(place)))


def _words(file: Path) -> set[str]:
    return set(file.read_text().split())


def _open_beneath(folder: Path) -> Path:
    """Make a group of ours beneath `folder` that can limit memory and threads.

    Raises:
        OSError: that is not possible here; says why.
    """
    missing = _CONTROLLERS - _words(folder / "cgroup.controllers")
    if missing:
        raise OSError(f"{folder} has no {' and no '.join(sorted(missing))} controller (it may be in use by version 1)")
    if not _words(folder / "cgroup.subtree_control") >= _CONTROLLERS:
        (folder / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in sorted(_CONTROLLERS)))
    _remove_abandoned(folder)
    ours = folder / f"{_OURS}{os.getpid()}-{os.urandom(3).hex()}"
    ours.mkdir()
    (ours / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in sorted(_CONTROLLERS)))
    return ours


def _remove_abandoned(folder: Path) -> None:
    """Remove groups of workers that are no more."""
    for group in folder.glob(f"{_OURS}*"):
        owner = group.name.removeprefix(_OURS).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            _remove(group)


def _remove(group: Path) -> None:
    with contextlib.suppress(OSError):
        for leaf in group.iterdir():
            if leaf.is_dir():
                leaf.rmdir()
        group.rmdir()


def _open_entrance(group: Path) -> int:
    return os.open(group / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC)


class ChildGroups:
    """A group for each seat.

    Args:
        count: how many seats.

    Raises:
        OSError: this host does not let us have groups; says why.
    """

    def __init__(self, count: int) -> None:
        self._folder = self._first_that_works()
        self._seats = [self._folder / str(seat) for seat in range(count)]
        try:
            for seat in self._seats:
                seat.mkdir()
                (seat / "pids.max").write_text(str(THREADS))
                (seat / "memory.oom.group").write_text("1")
                with contextlib.suppress(FileNotFoundError):  # a kernel without swap accounting
                    (seat / "memory.swap.max").write_text("0")
            self._entrances = [_open_entrance(seat) for seat in self._seats]
        except OSError:
            _remove(self._folder)
            raise

    @staticmethod
    def _first_that_works() -> Path:
        problems = []
        for folder in _candidates():
            try:
                return _open_beneath(folder)
            except OSError as error:
                problems.append(f"{folder}: {error.strerror}" if error.strerror else str(error))
        raise OSError("; ".join(problems) or "no version 2 control groups are mounted")

    def entrance(self, seat: int) -> int:
        """A descriptor through which a process that writes "0" to it joins the seat's group."""
        return self._entrances[seat]

    def allow(self, seat: int, memory_bytes: int) -> None:
        """Set how much memory the seat's next child may use.

        Raises:
            OSError: the kernel refuses.
        """
        (self._seats[seat] / "memory.max").write_text(str(memory_bytes))

    def kills(self, seat: int) -> int:
        """How many processes of this seat the kernel has ended for want of memory so far."""
        for line in (self._seats[seat] / "memory.events").read_text().splitlines():
            name, _, count = line.partition(" ")
            if name == "oom_kill":
                return int(count)
        return 0

    def close(self) -> None:
        """Remove the groups; their processes are gone."""
        for entrance in self._entrances:
            os.close(entrance)
        _remove(self._folder)
