"""A worker of this process: its sandbox, its place in the fleet, its heartbeat, and the consumer that feeds it.

Order matters. The sandbox's fork server is a process of its own, started before any thread here. A worker whose sandbox
does not hold never registers and takes no work. It stops in the reverse order: no more messages, running attempts to
their end or back to the queue, the row marked as stopped, and the sandbox last.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.config import Settings, load_variants_secret
from grader.deployment import Deployment
from grader.dispatch import Consumer
from grader.exercise import Exercise
from grader.gatekeeping import GateKeeper, Proof, Prover
from grader.reconciling import lease_terms
from grader.store import StoreUnavailableError, background, fleet
from grader.store.fleet import WorkerIdentity
from grader.telemetry import Telemetry
from workers.tasks import GraderLike, GradingDesk

log = logging.getLogger(__name__)

_CONSUMER_READY_S = 30.0
#: An idle worker that gets nothing for this long although messages wait has lost its way to the broker.
_STALL_S = 20.0
_STALL_ROUNDS = 3
#: What a stopping worker still waits for once its attempts are given back and its sandbox is closed.
_LAST_JOIN_S = 10.0


@dataclass(frozen=True)
class GraderBench:
    """A grader ready to work, what its sandbox says of itself (torch, python, device, layers), and who asks the gate.

    Attributes:
        closed: why the sandbox will take no more work; empty while it does.
        prove: asks the publishing gate; None where this worker does not.
    """

    grader: GraderLike
    environment: Mapping[str, object]
    closed: Callable[[], str] = str
    prove: Prover | None = None


#: Opens the grader that a worker uses: settings, device, slots. Tests give another one.
GraderFactory = Callable[[Settings, str, int], AbstractContextManager[GraderBench]]


@contextmanager
def sandboxed_grader(settings: Settings, device: str, slots: int) -> Any:
    """The real grader: a sandbox whose layers are proven, and the grading pipeline on top.

    Raises:
        SandboxError: a layer of the floor, or one that the deployment requires, does not hold; the message says which and why.
    """
    from grader.authoring.checking import check_exercise  # noqa: PLC0415 - what grades is not loaded by API processes
    from grader.grading import Grader  # noqa: PLC0415
    from grader.lanes import open_sandbox  # noqa: PLC0415
    from workers.sandbox import Limits  # noqa: PLC0415

    cap = Limits(
        cpu_seconds=settings.cap_cpu_s,
        wall_seconds=settings.cap_wall_s,
        memory_bytes=settings.cap_memory_bytes,
        output_bytes=settings.cap_output_bytes,
    )
    secret = load_variants_secret(settings)
    # On processors, one child more than slots: the gate's programs, one at a time, take no slot's place.
    beside = 1 if device == "cpu" else 0
    with open_sandbox(settings, device, concurrency=slots + beside, ahead=True) as sandbox:

        def prove(exercise: Exercise) -> Proof:
            report = check_exercise(exercise, sandbox, secret, workers=1)
            return Proof(report.passed, bool(report.broken), report.to_json())

        grader = Grader(sandbox, secret, cap, begin=sandbox.begin)
        yield GraderBench(grader, sandbox.environment, lambda: sandbox.closed_reason, prove if beside else None)


class WorkerHost:
    """Runs one worker inside this process.

    Args:
        deployment: the store and the broker.
        device: whose queue to serve.
        slots: attempts graded at the same time.
        open_grader: makes the grader.

    Attributes:
        ended: set when the worker should end: it was asked to drain, or it lost its way to the broker.
        failed: why it ended, if not on request.
    """

    def __init__(
        self, deployment: Deployment, *, device: str, slots: int, open_grader: GraderFactory = sandboxed_grader
    ) -> None:
        self.ended = threading.Event()
        self.failed: str | None = None
        self._deployment = deployment
        self._database = deployment.database
        self._settings = deployment.settings
        self._device = device
        self._slots = slots
        self._open_grader = open_grader
        self._telemetry = Telemetry()
        self._stopping = threading.Event()
        self._keeper: GateKeeper | None = None
        self._stalled_rounds = 0
        self._heart = threading.Thread(target=self._beat, name="worker-heartbeat", daemon=True)

    def start(self) -> None:
        """Prove the sandbox, join the fleet, begin to work.

        Raises:
            SandboxError: the sandbox does not hold.
            ConflictError: this worker draws variants with another secret than the rest of the deployment.
            StoreUnavailableError: the database cannot be reached.
        """
        self._agree_on_secret()
        self._bench = self._open_grader(self._settings, self._device, self._slots)
        bench = self._bench.__enter__()
        self._bench_closed = bench.closed
        self._environment = dict(bench.environment)
        worker_id = self._register()
        self._desk = GradingDesk(
            self._database,
            bench.grader,
            worker_id=worker_id,
            terms=lease_terms(self._settings),
            telemetry=self._telemetry,
            closed=bench.closed,
            slots=self._slots,
            kept_run_bytes=self._settings.kept_run_bytes,
        )
        self._consumer = Consumer(
            self._deployment.broker_url, device=self._device, slots=self._slots, handle=self._desk.handle
        )
        self._consumer.start()
        self._heart.start()
        if bench.prove is not None:
            self._keeper = GateKeeper(
                self._database,
                bench.prove,
                worker_id=lambda: self._desk.worker_id,
                heartbeat_s=self._settings.heartbeat_timeout_s,
            )
            self._keeper.start()
        with self._database.transaction() as session:
            # What waited for a worker to come need not wait for the reconciler too.
            background.fill(session, self._device, heartbeat_s=self._settings.heartbeat_timeout_s)
        log.info("worker %s takes work for %s on %d slots", worker_id, self._device, self._slots)

    def wait_until_ready(self) -> bool:
        """Wait until messages are taken; False if the broker was not reached in time (it is tried further)."""
        return self._consumer.wait_until_ready(_CONSUMER_READY_S)

    def stop(self) -> None:
        """Take no more work, let running attempts end or give them back, leave the fleet."""
        self._desk.hand_nothing_on()
        self._consumer.stop()
        if self._keeper is not None:
            self._keeper.stop()
        if not self._consumer.join(self._settings.drain_s):
            log.info("giving back %d attempts that are still under way", len(self._desk.held()))
            self._desk.abandon()
        closed = self._bench_closed()
        self._bench.__exit__(None, None, None)
        if self._keeper is not None:
            self._keeper.join(_LAST_JOIN_S)
        self._consumer.join(_LAST_JOIN_S)
        # To the last the heart beats: without it others would take over what is still under way.
        self._stopping.set()
        self._heart.join()
        try:
            with self._database.transaction() as session:
                fleet.beat(session, self._desk.worker_id, metrics=self._telemetry.snapshot())
                fleet.stop(session, self._desk.worker_id, closed=closed)
        except StoreUnavailableError as error:
            log.warning("the database does not hear that this worker stops: %s", error)

    def _agree_on_secret(self) -> None:
        secret = load_variants_secret(self._settings)
        fingerprint = hashlib.sha256(b"torchgrader variants\x00" + secret).hexdigest()
        with self._database.transaction() as session:
            fleet.agree_on(session, "GRADER_VARIANTS_SECRET (its fingerprint)", fingerprint)

    def _register(self) -> str:
        place, process = this_place(), _process(os.getpid())
        identity = WorkerIdentity(place, process or "", self._device, self._slots, self._environment)
        with self._database.transaction() as session:
            for worker_id, former in fleet.at_place(session, place):
                # A predecessor on this machine whose process is gone: its leases need not wait for their time.
                if _process(int(former.partition(":")[0] or 0)) != former:
                    fleet.stop(session, worker_id)
            return fleet.register(session, identity)

    def _beat(self) -> None:
        while not self._stopping.wait(self._settings.heartbeat_s):
            try:
                self._beat_once()
            except StoreUnavailableError as error:
                log.warning("the heartbeat waits for the database: %s", error)
            except Exception:
                log.exception("the heartbeat broke")

    def _beat_once(self) -> None:
        with self._database.transaction() as session:
            draining = fleet.beat(session, self._desk.worker_id, metrics=self._telemetry.snapshot())
        if draining is None:
            self._desk.worker_id = self._register()
        elif draining and not self.ended.is_set():
            log.info("this worker was asked to drain")
            self.ended.set()
        orphans = self._desk.release_orphans()
        if orphans:
            log.warning("gave back %d attempts that were leased in a commit cut off half way", orphans)
        with self._database.reading() as session:
            under_way = background.under_way(session, self._device)
            window = fleet.background_slots(session, self._device, heartbeat_s=self._settings.heartbeat_timeout_s)
        self._desk.drop_surplus(under_way - window)
        self._watch_consumer()
        self._watch_sandbox()

    def _watch_sandbox(self) -> None:
        """End a worker whose sandbox will take no more work; what it held is back in the queue."""
        reason = self._bench_closed()
        if reason and not self.ended.is_set():
            self.failed = reason
            self.ended.set()

    def _watch_consumer(self) -> None:
        """End a worker that hears nothing although messages wait: whoever started it starts it again."""
        idle = not self._desk.held() and time.monotonic() - self._desk.last_work_at > _STALL_S
        waiting = idle and bool(self._deployment.dispatcher.depth(self._device))
        self._stalled_rounds = self._stalled_rounds + 1 if waiting else 0
        if self._stalled_rounds >= _STALL_ROUNDS:
            self.failed = "messages wait, but the consumer gets none: ending, to be started again"
            self.ended.set()


def this_place() -> str:
    """Names the boot of this machine and the process numbers that count here; containers have their own."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot}/{Path('/proc/self/ns/pid').stat().st_ino}"


def _process(number: int) -> str | None:
    """A process's number and the tick it started at, which nobody else ever has; None if there is none."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    start_tick = fields[19]
    return f"{number}:{start_tick}"
