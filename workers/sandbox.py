"""The sandbox, seen from the worker: it runs one untrusted program per call and says what became of it.

Theory of operation
===================

Three kinds of process take part.

*Worker* (this process, trusted). Holds database and broker connections and the reference observations. It starts the fork
server by `exec` with an empty environment and no descriptor but one end of a socket pair, has each layer proven at start-up
(`proof.py`), and watches each run (`supervision.py`). Records of megabytes come and go in it, and leave no memory taken
(`heap.py`).

*Fork server* (`forkserver.py`; trusted code, but it may reach nothing). Imports torch, warms it on one thread, confines itself with
Landlock, then forks one child per request. It never sees a job: job, record and output travel through descriptors that it only
passes on. It dies when its socket closes.

*Child* (`child.py`, then the harness and the learner's program; untrusted from the byte STARTED on). One per run, never used
twice. It dies with the fork server.

    worker                         fork server                    child
      | request + 5 descriptors ------->|                            |
      |                                 | fork --------------------->|
      |<---- forked + process descriptor|                            | confines itself
      |<------------------------------------------- STARTED, record -|
      |<------------------------------------------- stdout, stderr --|
      |                                 |<-------------------- dies -|
      |<------ ended: status, times ----|

Where nothing runs, children are forked ahead of need (`ahead.py`): in place of the job a request then brings a socket, on which the
child, once it has warmed itself with a program of ours, waits for its order - limits and the job - before it confines itself.

What each channel carries: the *job* is a sealed memory file that the child alone reads; *record*, *stdout* and *stderr* are
pipes, read here as opaque bytes up to a cap; the *control* socket of a run carries messages of the fork server only, and no
child holds it.

Which privilege: none is needed. The floor (no_new_privs, Landlock, seccomp, resource limits, no capabilities, no environment, no
descriptors) works for an ordinary user in an ordinary container. A floor layer that does not hold raises SandboxError: there is no
weaker fallback.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from grader.errors import SandboxError
from workers import protocol
from workers.ahead import Places, WaitingRun
from workers.beside import BegunRun, Watch
from workers.cgroups import COPIED_BYTES, ChildGroups
from workers.heap import return_large_blocks
from workers.outcome import Ending, Limits, Outcome
from workers.proof import LayerReport, prove
from workers.server import Server
from workers.supervision import ServerLostError, Supervision

__all__ = ["Ending", "LayerReport", "Limits", "Outcome", "Sandbox", "SandboxError"]

FORK_SERVER = Path(__file__).resolve().parent / "forkserver.py"
_TRIES = 2
_PAIR = 2
_PROCESSORS = len(os.sched_getaffinity(0))
_ENVIRONMENT = {
    "LD_BIND_NOW": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}


class Sandbox:
    """Runs untrusted programs; may be used by several threads at once.

    Args:
        python: the interpreter that the fork server runs under.
        concurrency: how many children may live at once; further calls of `run` wait their turn.
        ahead: have children wait for their jobs, one in each seat, whenever nothing has been running for a while.
        prove: run the witnesses when starting.
        require: names of layers without which to refuse to work, beyond the floor.
        harness: a file that stands in for the harness; for tests.
        fork_server: the program to start; for the benchmark.
    """

    def __init__(
        self,
        *,
        python: str = sys.executable,
        concurrency: int = 2,
        ahead: bool = False,
        prove: bool = True,
        require: Collection[str] = (),
        harness: str | None = None,
        fork_server: Path = FORK_SERVER,
    ) -> None:
        return_large_blocks()
        self._python = str(Path(shutil.which(python) or python).absolute())
        self.device = "cpu"
        self._fork_server = fork_server
        self._prove = prove
        self._require = frozenset(require)
        self._extra = ["--seats", str(concurrency), *(["--harness", harness] if harness else [])]
        self._concurrency = concurrency
        self._places = Places(concurrency)
        self._keeper = threading.Thread(
            target=self._places.keep_ready, args=[self._fork_ahead], name="ahead", daemon=True
        )
        self._ahead = ahead
        self._groups: ChildGroups | None = None
        self._no_groups = ""
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._closed = False
        self._layers: tuple[LayerReport, ...] = ()

    def start(self) -> None:
        """Start the fork server and prove the layers.

        Raises:
            SandboxError: it cannot start, or a layer does not hold; says which and why.
        """
        self._current()
        if self._ahead:
            self._have_children_wait()

    def stand_by(self) -> None:
        """Have children wait for their jobs, as with `ahead`; returns when one waits in every seat, or cannot."""
        self._have_children_wait()
        self._places.await_all()

    def stand_down(self) -> None:
        """End the children that wait, and have none wait until `stand_by`."""
        self._places.have_none_wait()

    def _have_children_wait(self) -> None:
        self._places.have_some_wait()
        with self._lock:
            if self._keeper.ident is None:
                self._keeper.start()

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run one job in a child of its own, within `limits`, in bounded time.

        A fork server that dies meanwhile is replaced and the run repeated once; if that fails too the outcome is NOT_STARTED.

        Raises:
            SandboxError: no fork server can be started, or the sandbox is closed.
        """
        return self._run_on(*self._places.take(), job, limits)

    def begin(self, job: bytes, limits: Limits) -> BegunRun | None:
        """Begin a run of one job, as `run` does, beside the one that its caller is going to make; None if there is no room.

        There is room where no other child lives: two seats are free then, and two processors.
        """
        if self._concurrency < _PAIR or _PROCESSORS < _PAIR:
            return None
        place = self._places.take_if_all_are_free()
        return None if place is None else BegunRun(lambda watch: self._run_on(*place, job, limits, watch))

    def _run_on(
        self, seat: int, waiting: WaitingRun | None, job: bytes, limits: Limits, watch: Watch = lambda _: None
    ) -> Outcome:
        """One run on a seat that was taken for it, by the child that waits there if one does; the seat is free afterwards."""
        started_at_all = False
        reason = ""
        tries = 0
        try:
            while tries < _TRIES:
                server = self._current()
                if waiting is None:
                    tries += 1
                    run = self._supervision(server, protocol.Task.JOB, job, limits, seat)
                else:
                    self._entrance(seat, limits.memory_bytes + COPIED_BYTES)
                    run, waiting = waiting.given(job, limits), None
                watch(run)
                try:
                    outcome = self._outcome(run, seat)
                except ServerLostError as error:
                    reason = str(error)
                    started_at_all = started_at_all or run.started
                    self._discard(server, run)
                else:
                    # A child that was killed while it waited says nothing of the job.
                    if outcome.started or tries:
                        return outcome
        finally:
            try:
                if waiting is not None:
                    waiting.discard()
            finally:
                self._places.give_back(seat)
        return Outcome(Ending.NOT_STARTED, None, None, b"", b"", reason.encode(), 0.0, 0.0, 0, started_at_all)

    def _supervision(
        self,
        server: Server,
        task: protocol.Task,
        job: bytes,
        limits: Limits,
        seat: int,
        group_bytes: int | None = None,
    ) -> Supervision:
        entrance = self._entrance(seat, group_bytes or limits.memory_bytes + COPIED_BYTES)
        return Supervision(server.channel, task, job, limits, seat, entrance)

    def _entrance(self, seat: int, group_bytes: int) -> int | None:
        """The way into a seat's control group, which then holds that much; None if there is none."""
        groups = self._groups  # closing takes it away
        if groups is None:
            return None
        groups.allow(seat, group_bytes)
        return groups.entrance(seat)

    def _fork_ahead(self, seat: int) -> WaitingRun | None:
        """Have a child wait in a seat; None where there is no fork server to ask."""
        with self._lock:
            server = self._server
        try:
            return None if server is None else WaitingRun(server.channel, seat, self._entrance(seat, COPIED_BYTES))
        except (ServerLostError, OSError):
            return None  # the next run will find out why

    def _outcome(self, run: Supervision, seat: int) -> Outcome:
        """The outcome of a run; who dies for want of memory in its control group is told from who is killed otherwise."""
        if self._groups is None:
            return run.outcome()
        before = self._groups.kills(seat)
        outcome = run.outcome()
        if (
            outcome.ending is Ending.SIGNALLED
            and outcome.signal == signal.SIGKILL
            and self._groups.kills(seat) > before
        ):
            return replace(outcome, ending=Ending.MEMORY_LIMIT)
        return outcome

    def _current(self) -> Server:
        with self._lock:
            if self._closed:
                raise SandboxError("the sandbox is closed")
            if self._server is None:
                self._server = self._proven_server()
            return self._server

    def _server_environment(self) -> dict[str, str]:
        """The whole environment of the fork server."""
        return dict(_ENVIRONMENT)

    def _proven_server(self) -> Server:
        """A new fork server whose layers hold."""
        if self._groups is None and not self._no_groups:
            try:
                self._groups = ChildGroups(self._concurrency)
            except OSError as error:
                self._no_groups = str(error)
        server = Server(self._python, self._fork_server, self._extra, self._server_environment())
        try:
            if self._prove:
                self._layers = prove(partial(self._testify, server), server.facts, self._no_groups)
                self._refuse_to_work_without(self._layers)
        except BaseException:
            server.close()
            raise
        return server

    def _testify(self, server: Server, job: bytes, limits: Limits, group_bytes: int | None = None) -> Outcome:
        """Run one witness; while this happens nobody else has the fork server."""
        run = self._supervision(server, protocol.Task.WITNESS, job, limits, 0, group_bytes)
        try:
            return self._outcome(run, 0)
        except ServerLostError as error:
            raise SandboxError(f"the fork server was lost while the sandbox was being proven: {error}") from error

    def _refuse_to_work_without(self, layers: Collection[LayerReport]) -> None:
        known = {layer.name for layer in layers}
        missing = [f"{name} (there is no such layer)" for name in sorted(self._require - known)]
        needed = [layer for layer in layers if layer.floor or layer.name in self._require]
        missing += [f"{layer.name} ({layer.proof})" for layer in needed if not layer.active]
        if missing:
            raise SandboxError(f"the sandbox does not hold: {'; '.join(missing)}")

    def _discard(self, server: Server, run: Supervision | None = None) -> None:
        """Put a fork server away, unless it is not the one that the run was made on."""
        if run is not None and run.channel is not server.channel:
            return
        with self._lock:
            if self._server is server:
                self._server = None
        server.close()
        self._places.clear()

    def close(self) -> None:
        """End the fork server and every child."""
        with self._lock:
            server, self._server, self._closed = self._server, None, True
            groups, self._groups = self._groups, None
        self._places.stop()
        if server is not None:
            server.close()
        if groups is not None:
            groups.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def layers(self) -> tuple[LayerReport, ...]:
        """Each layer and its proof; empty before the start, and where nothing was to be proven."""
        return self._layers

    @property
    def closed_reason(self) -> str:
        """Why this sandbox will take no more work, ever; empty while it does."""
        return ""

    @property
    def environment(self) -> dict[str, object]:
        """What runs take place in: torch and Python version, all that they depend on in one word, device, layers in force."""
        facts = self._current().facts
        return {
            "torch": facts["torch"],
            "python": facts["python"],
            "runtime": facts["runtime"],
            "device": self.device,
            "sandbox": [
                f"landlock:{facts['landlock']}" if layer.name == "landlock" else layer.name
                for layer in self._layers
                if layer.active and layer.name != "honest-work"
            ],
        }
