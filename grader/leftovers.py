"""What a program may leave behind on a machine, looked at from outside: snapshots before and after, and what is new.

Attacks name whatever they make after `MARK`, so that their traces can be told from what others on the same machine do meanwhile.
"""

from __future__ import annotations

import ctypes
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MARK = "torchgrader-attack"
"""The name of everything that an attack makes."""
MARKED_RIGHTS = "642"
"""The access rights of everything that an attack makes and that has no name."""

_SETTLE_SECONDS = 10.0
_PAUSE_SECONDS = 0.02
_PR_SET_CHILD_SUBREAPER, _PR_GET_CHILD_SUBREAPER = 36, 37
_SYSTEM_V = ("shm", "sem", "msg")
_LISTINGS = ("/proc/keys", "/proc/net/unix", "/proc/self/mountinfo")
_PROC = Path("/proc")


@dataclass(frozen=True)
class Snapshot:
    """What there is at one moment.

    Attributes:
        processes: descendants of this process, orphans that came back to it included.
        threads: threads of the descendants.
        descriptors: open descriptors of this process and of each descendant: who, which number, and what it leads to.
        traces: files, sockets, mounts and keys that bear the mark, and System V objects.
    """

    processes: frozenset[int]
    threads: int
    descriptors: frozenset[tuple[int, str, str]]
    traces: frozenset[str]

    @classmethod
    def take(cls, bystanders: frozenset[int] = frozenset()) -> Snapshot:
        """Look around.

        Args:
            bystanders: processes beneath this one that have nothing to do with the sandbox, such as a database server; what they
                start and open is their own business.
        """
        processes = frozenset(_descendants(os.getpid(), bystanders))
        return cls(
            processes=processes,
            threads=sum(_count(_PROC / str(each) / "task") for each in processes),
            descriptors=frozenset(one for each in (os.getpid(), *processes) for one in _descriptors(each)),
            traces=frozenset((*_marked_files(), *_marked_lines(), *_system_v_objects())),
        )

    def new_since(self, before: Snapshot) -> list[str]:
        """What was not there before, and which processes are gone, in words."""
        found = [f"process {each} is left: {_command(each)}" for each in sorted(self.processes - before.processes)]
        found += [f"process {each} is gone" for each in sorted(before.processes - self.processes)]
        if self.threads > before.threads:
            found.append(f"{self.threads} threads beneath this process; there were {before.threads}")
        if len(self.descriptors) > len(before.descriptors):
            more = sorted(
                f"{what} as {number} of process {who}" for who, number, what in self.descriptors - before.descriptors
            )
            found.append(
                f"{len(self.descriptors)} descriptors open; there were {len(before.descriptors)}: {', '.join(more)}"
            )
        return found + [f"left behind: {each}" for each in sorted(self.traces - before.traces)]


def settled_since(before: Snapshot, bystanders: frozenset[int] = frozenset()) -> list[str]:
    """What is new since `before` once everything had time to end, bystanders left out; empty as soon as nothing is."""
    deadline = time.monotonic() + _SETTLE_SECONDS
    while (found := Snapshot.take(bystanders).new_since(before)) and time.monotonic() < deadline:
        time.sleep(_PAUSE_SECONDS)
    return found


@contextmanager
def adopting_orphans() -> Iterator[None]:
    """While inside, descendants that lose their parent become children of this process, so that none can hide."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    was = ctypes.c_int()
    prctl(_PR_GET_CHILD_SUBREAPER, ctypes.byref(was), 0, 0, 0)
    prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        prctl(_PR_SET_CHILD_SUBREAPER, was.value, 0, 0, 0)


def resident_bytes(processes: frozenset[int]) -> int:
    """Memory that the processes occupy, shared pages counted once for each."""
    total = 0
    for each in processes:
        try:
            total += int((_PROC / str(each) / "statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
    return total * os.sysconf("SC_PAGE_SIZE")


def _descendants(ancestor: int, left_out: frozenset[int]) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and int(entry.name) not in left_out:
            children.setdefault(_parent(entry), []).append(int(entry.name))
    waiting = [ancestor]
    while waiting:
        found = children.get(waiting.pop(), [])
        yield from found
        waiting += found


def _parent(process: Path) -> int:
    try:
        # The name stands in brackets and may hold anything, brackets too: what follows the last one is plain.
        state = (process / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(state[1])


def _count(folder: Path) -> int:
    try:
        return sum(1 for _ in folder.iterdir())
    except OSError:
        return 0


def _descriptors(process: int) -> Iterator[tuple[int, str, str]]:
    folder = _PROC / str(process) / "fd"
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        try:
            yield process, entry.name, str(entry.readlink())
        except OSError:  # it was closed meanwhile, as that of the listing itself was
            continue


def _command(process: int) -> str:
    try:
        words = (_PROC / str(process) / "cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return "it ended meanwhile"
    return repr(words.decode(errors="replace")[:200])


def _marked_files() -> Iterator[str]:
    """Files of that name where programs find a place to write: temporary folders, memory, the home, here and beside us."""
    places = ("/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/dev/mqueue", "/run", "/run/lock")  # noqa: S108 - looked at only
    own = (Path.cwd(), Path(__file__).resolve().parent, Path(__file__).resolve().parents[1])
    for folder in dict.fromkeys((*(Path(place) for place in (*places, tempfile.gettempdir())), *own)):
        try:
            yield from (str(entry) for entry in folder.iterdir() if MARK in entry.name)
        except OSError:
            continue


def _marked_lines() -> Iterator[str]:
    """Keys, abstract sockets and mounts of that name."""
    for listing in _LISTINGS:
        try:
            lines = Path(listing).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        yield from (f"{listing}: {line.strip()}" for line in lines if MARK in line)


def _system_v_objects() -> Iterator[str]:
    """Shared memory, semaphores and queues with the access rights that attacks give theirs."""
    for kind in _SYSTEM_V:
        try:
            header, *lines = (_PROC / "sysvipc" / kind).read_text(encoding="ascii").splitlines()
        except (OSError, ValueError):
            continue
        for line in lines:
            row = dict(zip(header.split(), line.split(), strict=False))
            if row.get("perms", "")[-len(MARKED_RIGHTS) :] == MARKED_RIGHTS:
                yield f"{kind} {row.get(kind + 'id')}"
