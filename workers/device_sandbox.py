"""A sandbox whose children run on a device: the same calls as the CPU's, over a pool of children that are ready ahead of need.

    worker                       fork server               child
      | request + 5 descriptors ---->|                        |   ahead of need
      |                              | fork ----------------->|
      |                              |                        | closes files, opens the device, closes calls
      |<------------------------------------------- READY ----|
      | order: limits and job ------------------------------->|   when a program comes
      |<------------------------------------- STARTED, record-|
      |<-- ended --------------------|                        |

What is weaker than on the CPU is written down in docs/operating.md: the driver's own kernel module stands behind the filter.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
from workers import cuda_policy, protocol
from workers.device_pool import DevicePool, LaneClosedError
from workers.device_run import ContextError, DeviceRun
from workers.nvml import DeviceMemory
from workers.outcome import Ending, Limits, Outcome
from workers.proof import LayerReport, prove
from workers.sandbox import Sandbox
from workers.server import Server
from workers.supervision import ServerLostError

__all__ = ["CUDA_DEVICE", "DeviceSandbox", "DeviceSettings", "LaneClosedError", "cuda_state"]

DEVICE_SERVER = Path(__file__).resolve().with_name("device_server.py")
CUDA_DEVICE = Path(__file__).resolve().with_name("cuda_device.py")
CONTEXT_BYTES = 1 << 30
"""Device memory that a context and its libraries hold beside what a program's allocator takes."""
_SPARE_SEATS = 2
_TRIES = 2
_NO_GROUPS = "not in a device lane: memory of the host is limited by RLIMIT_DATA and watched from outside"
_WATCH_LAYER = "device-memory"


@dataclass(frozen=True)
class DeviceSettings:
    """How a device lane is set up.

    Attributes:
        index: which GPU, in the order of PCI addresses.
        memory_bytes: device memory that one program may take.
        ready: children that wait ahead of need.
        context_seconds: how long a child may take to get ready.
        file: describes the device; another one stands in for it in tests.
        extra: further options for it.
    """

    index: int = 0
    memory_bytes: int = 2 << 30
    ready: int = 2
    context_seconds: float = 60.0
    file: Path = CUDA_DEVICE
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def options(self) -> dict[str, Any]:
        """What the device is made with."""
        return {"index": self.index, "memory_bytes": self.memory_bytes, **self.extra}


class DeviceSandbox(Sandbox):
    """Runs untrusted programs on a device; may be used by several threads at once.

    Args:
        settings: the lane's.
        concurrency: how many programs may run at once; further calls of `run` wait their turn.
        python: the interpreter that the fork server runs under.
        prove: run the witnesses when starting.
        require: names of layers without which to refuse to work, beyond the floor.
        harness: a file that stands in for the harness; for tests.
    """

    def __init__(
        self,
        settings: DeviceSettings,
        *,
        concurrency: int = 1,
        python: str = sys.executable,
        prove: bool = True,
        require: Collection[str] = (),
        harness: str | None = None,
        fork_server: Path = DEVICE_SERVER,
    ) -> None:
        super().__init__(
            python=python,
            concurrency=concurrency,
            prove=prove,
            require=require,
            harness=harness,
            fork_server=fork_server,
        )
        self.device = "cuda"
        self._settings = settings
        self._children = concurrency + settings.ready + _SPARE_SEATS
        self._extra = ["--seats", str(self._children), *(["--harness", harness] if harness else [])]
        self._extra += ["--device", str(settings.file), "--options", json.dumps(settings.options)]
        self._pool: DevicePool | None = None
        self._memory, self._no_memory = _device_memory(settings.index)

    def run(self, job: bytes, limits: Limits) -> Outcome:
        """Run one job in a child of its own, within `limits`, in bounded time.

        Raises:
            LaneClosedError: the lane is closed.
            SandboxError: no fork server can be started, or the sandbox is closed.
        """
        seat, _ = self._places.take()
        reason = ""
        try:
            for _ in range(_TRIES):
                server, pool = self._lane()
                try:
                    with pool.child() as child:
                        outcome = child.run(job, limits)
                except ServerLostError as error:
                    reason = str(error)
                    self._discard(server)
                    continue
                if outcome.ending is not Ending.NOT_STARTED:
                    return outcome
                reason = outcome.stderr.decode(errors="replace")
        finally:
            self._places.give_back(seat)
        return Outcome(Ending.NOT_STARTED, None, None, b"", b"", reason.encode(), 0.0, 0.0, 0, started=False)

    def begin(self, job: bytes, limits: Limits) -> None:
        """Never: programs side by side share a device's memory and its time, and as many do as were asked for."""

    def _lane(self) -> tuple[Server, DevicePool]:
        server, pool = self._current(), self._pool
        if pool is None:
            raise SandboxError("the sandbox is closed")
        return server, pool

    @property
    def closed_reason(self) -> str:
        """Why the lane takes no more work; empty while it does."""
        return "" if self._pool is None else self._pool.closed

    def close(self) -> None:
        """End the fork server and every child."""
        super().close()  # first, so that nobody waits for a child that is just getting ready
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
        memory, self._memory = self._memory, None
        if memory is not None:
            with contextlib.suppress(OSError):
                memory.close()

    @property
    def environment(self) -> dict[str, object]:
        """What runs take place in, the device's own facts among it."""
        found = super().environment
        return found if self._pool is None else {**found, "device_facts": dict(self._pool.facts)}

    # --- what differs from the CPU's --------------------------------------------------------------------------------

    def _server_environment(self) -> dict[str, str]:
        """The driver's library may lie where only this variable says, as in NVIDIA's images."""
        found = os.environ.get("LD_LIBRARY_PATH")
        return super()._server_environment() | ({"LD_LIBRARY_PATH": found} if found else {})

    def _proven_server(self) -> Server:
        if self._pool is not None and self._pool.closed:
            raise LaneClosedError(self._pool.closed)
        try:
            server = Server(self._python, self._fork_server, self._extra, self._server_environment())
        except SandboxError as error:
            raise LaneClosedError(f"the {self.device} lane is closed: {error}") from error
        try:
            facts = self._prove_lane(server)
        except BaseException:
            server.close()
            raise
        former, self._pool = self._pool, self._new_pool(server)
        if former is not None:
            former.stop()
        self._pool.facts = facts
        self._pool.start()
        return server

    def _prove_lane(self, server: Server) -> dict[str, Any]:
        """Have one child get ready, and witnesses try each layer; returns the device's facts."""
        first = self._new_run(server, protocol.Task.JOB, 0)
        try:
            facts = first.prepare(self._settings.context_seconds)
        except (ContextError, ServerLostError) as error:
            raise LaneClosedError(
                f"the {self.device} lane is closed: no child could open the device: {error}"
            ) from error
        first.discard()
        if self._prove:
            layers = prove(lambda job, limits, _=None: self._witness(server, job, limits), server.facts, _NO_GROUPS)
            self._layers = (*layers, self._memory_report())
            self._refuse_to_work_without(self._layers)
        return facts

    def _witness(self, server: Server, job: bytes, limits: Limits) -> Outcome:
        run = self._new_run(server, protocol.Task.WITNESS, 0)
        try:
            run.prepare(self._settings.context_seconds)
            return run.run(job, limits)
        except (ContextError, ServerLostError) as error:
            raise SandboxError(f"no witness could testify to the sandbox: {error}") from error

    def _memory_report(self) -> LayerReport:
        there = self._memory is not None
        proof = f"ask the driver's library: it answers, more than {self._device_limit() >> 20} MiB ends a child"
        return LayerReport(_WATCH_LAYER, floor=False, active=there, proof=proof if there else self._no_memory)

    def _device_limit(self) -> int:
        return self._settings.memory_bytes + CONTEXT_BYTES

    def _new_run(self, server: Server, task: protocol.Task, seat: int) -> DeviceRun:
        return DeviceRun(server.channel, task, seat, device_bytes=self._device_limit(), memory=self._memory)

    def _new_pool(self, server: Server) -> DevicePool:
        def prepare(seat: int) -> tuple[DeviceRun, dict[str, Any]]:
            run = self._new_run(server, protocol.Task.JOB, seat)
            return run, run.prepare(self._settings.context_seconds)

        return DevicePool(prepare, seats=self._children, ready=self._settings.ready, spare=_SPARE_SEATS)


def cuda_state(index: int) -> str:
    """Whether this machine has what a CUDA lane begins with, in words; asks neither torch nor the driver."""
    return cuda_policy.missing_nodes(index) or "device files are there; `grader doctor --device cuda` proves the lane"


def _device_memory(index: int) -> tuple[DeviceMemory | None, str]:
    try:
        return DeviceMemory(index), ""
    except OSError as error:
        return None, f"device memory is not watched from outside: {error}"
