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
import select
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from workers.child import Descriptors, Program
    from workers.protocol import Ended, Forked, Refused, Request

_HARNESS = "workers.harness"
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


class ForkServer:
    """Forks children on request and reports their ends.

    Args:
        channel: the socket to the worker.
        statm: this process's open `/proc/self/statm`.
    """

    def __init__(self, channel: socket.socket, statm: int) -> None:
        self._channel = channel
        self._statm = statm
        self._poll = select.poll()
        self._poll.register(channel.fileno(), select.POLLIN)
        self._controls: dict[int, tuple[int, int]] = {}  # process descriptor to process id and control socket
        child.draw_seeds()

    def serve(self) -> tuple[Request, Descriptors, int] | None:
        """Fork and reap until the worker hangs up.

        Returns:
            None in the fork server when the worker has gone; in each child, what it was forked for and the address space mapped.
        """
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor in self._controls:
                    self._reap(descriptor)
                    continue
                message, descriptors = protocol.receive(self._channel)
                if not message:
                    return None
                request, given = protocol.Request.decode(message), child.Descriptors(*descriptors)
                mapped = confinement.address_space_bytes(self._statm)
                if self._fork(given):
                    return request, given, mapped
                child.draw_seeds()

    def _fork(self, given: Descriptors) -> bool:
        """Fork one child and announce it; True in the child."""
        try:
            pid = os.fork()
        except OSError as error:
            self._answer(given.control, protocol.Refused(f"fork: {error}"))
            given.close()
            return False
        if pid == 0:
            return True
        process = os.pidfd_open(pid)
        if not self._answer(given.control, protocol.Forked(pid), process):
            signal.pidfd_send_signal(process, signal.SIGKILL)  # nobody waits for this run any more
        self._poll.register(process, select.POLLIN)
        self._controls[process] = (pid, os.dup(given.control))
        given.close()
        return False

    def _reap(self, process: int) -> None:
        """Collect a child that ended and report its end."""
        pid, control = self._controls.pop(process)
        self._poll.unregister(process)
        os.close(process)
        _, status, usage = os.wait4(pid, 0)
        self._answer(control, protocol.Ended(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024))
        os.close(control)

    @staticmethod
    def _answer(control: int, answer: Forked | Ended | Refused, *descriptors: int) -> bool:
        """Say something on a run's control socket; False if nobody listens any more."""
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET, fileno=control)
        try:
            protocol.send(channel, answer.encode(), descriptors)
        except OSError:
            return False
        finally:
            channel.detach()
        return True


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


def _warm_up(harness_file: str | None) -> tuple[Program, dict[str, object]]:
    """Import and warm all that children use; returns the harness's entry and what the worker is told of this process."""
    with _private_folder():
        harness = _load_harness(harness_file)
        harness.prepare()
    _fork_hooks.run()
    sys.dont_write_bytecode = True
    readable.keep_importable()
    torch = sys.modules.get("torch")
    facts: dict[str, object] = {
        "python": platform.python_version(),
        "torch": str(torch.__version__) if torch else None,
        "threads": sum(1 for _ in Path("/proc/self/task").iterdir()),
        "package_folders": sorted(map(str, readable.packages())),
        "foreign": ["i386", "x32"] if platform.machine() == "x86_64" else [],
        "shared_memory": memory.shared_writable(Path("/proc/self/maps").read_text()),
    }
    return harness.run_job, facts


def _occupy_child_places() -> None:
    """Keep the numbers that a child gives to its own descriptors away from those that come with a request."""
    while os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC) < confinement.ABOVE_CHILD_PLACES - 1:
        continue


def main() -> None:
    """Run the fork server until its socket closes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--harness")
    arguments = parser.parse_args()
    channel = socket.socket(fileno=confinement.move_up(arguments.socket))
    program, facts = _warm_up(arguments.harness)
    paths = readable.readable_paths()
    statm = confinement.move_up(os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC))
    maps = confinement.move_up(os.open("/proc/self/maps", os.O_RDONLY | os.O_CLOEXEC))
    _occupy_child_places()
    os.environ.clear()
    try:
        version = confinement.confine_server(paths)
        prepared = confinement.ChildConfinement(version)
        testimony = witness.Witness(version)
    except (confinement.ConfinementError, OSError) as error:
        protocol.send(channel, json.dumps({"refusal": str(error)}).encode())
        return
    server = ForkServer(channel, statm)
    memory.settle(maps)
    protocol.send(channel, json.dumps({**facts, "landlock": version}).encode())
    programs = child.Programs(program, testimony)
    forked = server.serve()
    if forked is not None:
        request, given, mapped = forked
        channel.detach()
        child.live(request, given, prepared, mapped, programs)


_fork_hooks = _ForkHooks()  # before anything is imported that registers some
for _package in ("workers", "grader"):
    if _package not in sys.modules:
        _adopt(_package)

import tempfile  # noqa: E402

from workers import child, confinement, memory, protocol, readable, witness  # noqa: E402

if __name__ == "__main__":
    main()
