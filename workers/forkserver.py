"""The fork server: imports torch once, warms it, confines itself, then forks one child per request.

Started by `exec` with an empty environment and no descriptor but its socket:

    python -I forkserver.py --socket FD [--harness FILE]

It never runs a learner's program and never reads a job: it passes the descriptors on and forks. When its socket closes it ends,
and the kernel kills its children with it. It needs torch and the standard library only, so it also runs under another interpreter
than the worker's; it finds our modules by its own place on disk, without an entry on `sys.path` that a program could import from.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import json
import os
import platform
import socket
import sys
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from workers.namespaces import Entered

_HARNESS = "workers.harness"
_ROOT_BYTES = 4 << 20
_ROOT_FILES = 8192
_PLACES_FOR_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - a folder of an unused name, for its owner alone


def _adopt(package: str) -> None:
    """Make one of our packages importable by its place beside this file, without touching `sys.path`."""
    folder = Path(__file__).resolve().parent.parent / package
    spec = importlib.util.spec_from_file_location(
        package, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is not a package")
    module = importlib.util.module_from_spec(spec)
    sys.modules[package] = module
    spec.loader.exec_module(module)


class _ForkHooks:
    """Notes what imported modules want to do in a forked child, instead of having each child do it.

    Such hooks make locks and caches fit for use when the parent had threads, or held something open. This parent has one thread,
    and runs them itself, once, before it serves: its children then have nothing to mend, and are spared a third of their cost.
    """

    def __init__(self) -> None:
        self._original = os.register_at_fork
        self._hooks: list[Callable[[], object]] = []
        os.register_at_fork = self._note  # type: ignore[assignment]

    def _note(self, **when: Callable[[], object]) -> None:
        if "after_in_child" in when:
            self._hooks.append(when["after_in_child"])

    def run(self) -> None:
        """Run the hooks noted so far and note no more."""
        os.register_at_fork = self._original
        for hook in self._hooks:
            hook()


def _load_harness(file: str | None) -> ModuleType:
    """Import the harness, or the file that stands in for it in a test."""
    if file is None:
        return importlib.import_module(_HARNESS)
    spec = importlib.util.spec_from_file_location(_HARNESS, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[_HARNESS] = module
    spec.loader.exec_module(module)
    return module


@contextlib.contextmanager
def _private_folder() -> Iterator[None]:
    """A folder for what libraries write while they are imported: their caches are neither the operator's nor kept.

    Where nothing can be written at all, there is none, and a library that insists on one cannot be used.
    """
    places = [place for place in _PLACES_FOR_FOLDERS if os.access(place, os.W_OK | os.X_OK)]
    with contextlib.ExitStack() as stack:
        if places:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="torchgrader-", dir=places[0]))
            os.environ.update(HOME=folder, TMPDIR=folder, MPLCONFIGDIR=folder)
            tempfile.tempdir = folder
        yield
    tempfile.tempdir = "/tmp"  # noqa: S108 - torch asks for a name while it imports; nothing can be made there


def warm_up(harness_file: str | None, prepare: str = "prepare") -> tuple[ModuleType, dict[str, object]]:
    """Import and warm all that children use; returns the harness and what the worker is told of this process.

    Args:
        harness_file: stands in for the harness; for tests.
        prepare: name of the harness's function that warms.
    """
    with _private_folder():
        harness = _load_harness(harness_file)
        known_as = runtime.fingerprint()  # before the harness takes our modules out of sight
        getattr(harness, prepare)()
    _fork_hooks.run()
    sys.dont_write_bytecode = True
    readable.keep_importable()
    readable.forget_own_folders()
    torch = sys.modules.get("torch")
    facts: dict[str, object] = {
        "python": platform.python_version(),
        "torch": str(torch.__version__) if torch else None,
        "runtime": known_as,
        "threads": sum(1 for _ in Path("/proc/self/task").iterdir()),
        "package_folders": sorted(map(str, readable.packages())),
        "foreign": ["i386", "x32"] if platform.machine() == "x86_64" else [],
        "shared_memory": memory.shared_writable(Path("/proc/self/maps").read_text()),
    }
    return harness, facts


def _build_world(paths: Sequence[Path], count: int, users: Sequence[int]) -> None:
    """Leave the host's file system for one that holds what may be read, and a scratch folder for each of `count` children."""
    root.enter_new_root(_ROOT_BYTES, _ROOT_FILES)
    root.offer(paths)
    for number in range(count):
        (seats.SCRATCH / str(number)).mkdir(parents=True)
    root.leave_host()
    seats.mount_scratch(count, users)


def _rehearse_world(paths: Sequence[Path], count: int) -> None:
    """What must be possible in new namespaces, tried in a process that is thrown away."""
    namespaces.open_crossings(1)[0].go()
    _build_world(paths, count, ())


def find_users(entered: Entered, paths: Sequence[Path], count: int) -> tuple[Sequence[int], str]:
    """User ids for children, and why there are none: only a privileged process can change its user."""
    ids = entered.child_ids or (namespaces.block_of_ids() if os.geteuid() == 0 and not entered.flags else ())
    if not ids:
        return (), "an ordinary user cannot become another one; start the worker as root"
    problem = namespaces.rehearse_user(ids[0], paths)
    return ((), problem) if problem else (ids[:count], "")


def main() -> None:
    """Run the fork server until its socket closes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--seats", type=int, default=1)
    parser.add_argument("--harness")
    arguments = parser.parse_args()
    _own_arguments.append(sys.argv)  # which a child would free
    channel = socket.socket(fileno=descriptors.move_up(arguments.socket))
    memory.gather()
    ring = hot_pages.open_ring()
    try:
        settled = _settle_in(channel, arguments.seats, arguments.harness)
        # From here on nothing is freed that was there before: into the gap that it left a child would put something new.
        copied_ahead = settled.keep_still(ring)
    except (confinement.ConfinementError, OSError) as error:
        protocol.send(channel, json.dumps({"refusal": str(error)}).encode())
        return
    protocol.send(channel, json.dumps({**settled.hello, "copied_ahead": copied_ahead}).encode())
    forked = settled.server.serve()
    if forked is not None:
        child.live(*forked, settled.prepared, settled.programs)


@dataclass(frozen=True)
class _Settled:
    """All that the fork server needs from its first request on.

    Attributes:
        prepared: what children put on.
        hello: what it says of itself when it is ready.
        trials: memory files, each with a job that shows what children do.
        maps: its open `/proc/self/maps`.
        pagemap: its open `/proc/self/pagemap`.
    """

    server: serving.ForkServer
    prepared: confinement.ChildConfinement
    programs: child.Programs
    hello: dict[str, object]
    trials: Sequence[int]
    maps: int
    pagemap: int

    def keep_still(self, ring: int | None) -> int:
        """Leave memory as children are best served by, and have forks copy at once the pages that each of them writes to.

        Returns:
            How many pages those are.
        """
        memory.settle(self.maps, self.pagemap)
        copied = 0
        if ring is not None and self.trials:
            maps, program = memory.read_maps(self.maps), self.programs.harness
            with contextlib.suppress(OSError):  # where no child can be had, the first run will find out why
                copied = learning.copy_ahead(
                    self.server, ring, maps, self.pagemap, jobs=self.trials, live=self._live, program=program
                )
        confinement.forbid_locking()
        for descriptor in (*self.trials, self.maps, self.pagemap):
            os.close(descriptor)
        memory.freeze()
        return copied

    def _live(self, given: child.Descriptors, room: confinement.Room, program: child.Program) -> NoReturn:
        child.live(protocol.Task.JOB, given, room, self.prepared, replace(self.programs, harness=program))


def _settle_in(channel: socket.socket, count: int, harness_file: str | None) -> _Settled:
    """Do everything that comes before the first request, but for what `_Settled.keep_still` does.

    What is no longer needed is gone when this returns: a child would pay for every object that it had to free.

    Raises:
        ConfinementError: a layer cannot be put in place.
        OSError: the kernel refuses something else that is needed.
    """
    version = confinement.landlock_version()
    confinement.be_killed_first()
    confinement.allow_open_files()
    paths = readable.readable_paths()
    entered = namespaces.enter_best(lambda: _rehearse_world(paths, count), [channel.fileno()])
    apart, in_own_world = entered.has(namespaces.CLONE_NEWPID), entered.has(namespaces.CLONE_NEWNS)
    crossings = namespaces.open_crossings(count) if apart else []
    harness, facts = warm_up(harness_file)
    gaps.fill()  # so that what is made next, and what every child uses of it, lies together
    numbers = {name: descriptors.namespace_number(name) for name in ("user", "mnt", "net", "ipc", "pid")}
    statm, maps, pagemap = (descriptors.keep_open(f"/proc/self/{name}") for name in ("statm", "maps", "pagemap"))
    if in_own_world:
        _build_world(paths, count, entered.child_ids)
    users, no_users = find_users(entered, paths, count)
    places = seats.make_seats(count, users=users, scratch=in_own_world, crossings=crossings, version=version)
    # Written before the length of files is limited. A test's harness may have no such jobs.
    trials = [descriptors.memory_file(job) for job in getattr(harness, "trial_jobs", tuple)()]
    descriptors.occupy_low_numbers()
    os.environ.clear()
    scratch, file_bytes = (seats.SCRATCH, seats.SCRATCH_BYTES) if in_own_world else (None, 0)
    confinement.confine_server(version, paths, scratch, file_bytes)
    layers = {name: entered.has(flag) for name, flag in namespaces.LAYERS.items()}
    layers |= {"uid": bool(users), "scratch": in_own_world}
    reasons = {name: no_users if name == "uid" else entered.reason for name, there in layers.items() if not there}
    testimony = witness.Witness(version, [name for name, there in layers.items() if there], file_bytes)
    server = serving.ForkServer(channel, statm, places)
    prepared = confinement.ChildConfinement(apart=apart)
    rehearse = getattr(harness, "rehearse", _nothing)  # a test's harness may have no such thing
    programs = child.Programs(harness.run_job, rehearse, testimony, child.Draws())
    getattr(harness, "settle", _nothing)()
    hello = {**facts, "landlock": version, "layers": layers, "reasons": reasons, "namespaces": numbers}
    return _Settled(server, prepared, programs, hello, trials, maps, pagemap)


def _nothing() -> None:
    """Rehearse nothing."""


def _main_and_end() -> None:
    """Run, and end without taking the interpreter down: `memory.gather` explains why."""
    status = 1
    try:
        main()
        status = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


_own_arguments: list[list[str]] = []
_fork_hooks = _ForkHooks()  # before anything is imported that registers some
for _package in ("workers", "grader"):
    if _package not in sys.modules:
        _adopt(_package)

from workers import names  # noqa: E402

names.lay_together()  # before anything is imported that has them

import tempfile  # noqa: E402

from workers import (  # noqa: E402
    child,
    confinement,
    descriptors,
    gaps,
    hot_pages,
    learning,
    memory,
    namespaces,
    protocol,
    readable,
    root,
    runtime,
    seats,
    serving,
    witness,
)

if __name__ == "__main__":
    _main_and_end()
