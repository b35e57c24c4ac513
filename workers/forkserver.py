"""The fork server: imports torch once, warms it, confines itself, then forks one child per request.

Started by `exec` with an empty environment and no descriptor but its socket:

    python -I forkserver.py --socket FD [--harness FILE]

It never runs a learner's program and never reads a job: it passes the descriptors on and forks. When its socket closes it ends,
and the kernel kills its children with it. It needs torch and the standard library only, so it also runs under another interpreter
than the worker's; it finds our modules by its own place on disk, without an entry on `sys.path` that a program could import from.
"""

from __future__ import annotations

import argparse
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
    from types import ModuleType

    from workers.child import Descriptors, Program
    from workers.confinement import ChildConfinement
    from workers.protocol import Request

_HARNESS = "workers.harness"


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
        confinement: what each child puts on.
        statm: this process's open `/proc/self/statm`.
        programs: what a child runs, by task.
    """

    def __init__(
        self, channel: socket.socket, confinement: ChildConfinement, statm: int, programs: dict[str, Program]
    ) -> None:
        self._channel = channel
        self._confinement = confinement
        self._statm = statm
        self._programs = programs
        self._poll = select.poll()
        self._poll.register(channel.fileno(), select.POLLIN)
        self._controls: dict[int, tuple[int, int]] = {}  # process descriptor to process id and control socket

    def serve(self) -> tuple[Request, Descriptors, int] | None:
        """Fork and reap until the worker hangs up.

        Returns:
            None in the fork server when the worker has gone; in each child, what it was forked for.
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

    def _fork(self, given: Descriptors) -> bool:
        """Fork one child and announce it; True in the child."""
        control = socket.socket(fileno=given.control)
        try:
            pid = os.fork()
        except OSError as error:
            protocol.send(control, protocol.Refused(f"fork: {error}").encode())
            control.detach()
            given.close()
            return False
        if pid == 0:
            control.detach()
            return True
        process = os.pidfd_open(pid)
        try:
            protocol.send(control, protocol.Forked(pid).encode(), [process])
        except OSError:
            signal.pidfd_send_signal(process, signal.SIGKILL)  # nobody waits for this run any more
        self._poll.register(process, select.POLLIN)
        self._controls[process] = (pid, os.dup(control.detach()))
        given.close()
        return False

    def _reap(self, process: int) -> None:
        """Collect a child that ended and report its end."""
        pid, descriptor = self._controls.pop(process)
        self._poll.unregister(process)
        os.close(process)
        _, status, usage = os.wait4(pid, 0)
        ended = protocol.Ended(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        with socket.socket(fileno=descriptor) as control:
            try:
                protocol.send(control, ended.encode())
            except OSError:
                return  # nobody waits for this run any more


def _prepare(harness: ModuleType) -> dict[str, object]:
    """Warm up, confine, and describe this process: what the worker is told in the hello."""
    harness.prepare()
    torch = sys.modules.get("torch")
    readable.keep_importable()
    return {
        "python": platform.python_version(),
        "torch": str(torch.__version__) if torch else None,
        "threads": len(os.listdir("/proc/self/task")),
    }


def main() -> None:
    """Run the fork server until its socket closes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--harness")
    arguments = parser.parse_args()
    channel = socket.socket(fileno=confinement.move_up(arguments.socket))
    harness = _load_harness(arguments.harness)
    facts = _prepare(harness)
    paths = readable.readable_paths()
    statm = confinement.move_up(os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC))
    memory.settle()
    version = confinement.confine_server(paths)
    prepared = confinement.ChildConfinement(version, confinement.move_up(os.pidfd_open(os.getpid())))
    os.environ.clear()
    programs = {"JOB": harness.run_job, "WITNESS": harness.run_job}
    server = ForkServer(channel, prepared, statm, programs)
    protocol.send(channel, json.dumps({**facts, "landlock": version}).encode())
    forked = server.serve()
    if forked is not None:
        request, given, mapped = forked
        channel.detach()
        child.live(request, given, prepared, mapped, programs[request.task.name])


for _package in ("workers", "grader"):
    if _package not in sys.modules:
        _adopt(_package)

from workers import child, confinement, memory, protocol, readable  # noqa: E402

if __name__ == "__main__":
    main()
