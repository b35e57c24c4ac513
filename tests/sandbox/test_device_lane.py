"""The device lane end to end, through the real sandbox, on a stand-in for the device: all but the driver is what CUDA gets."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import HERE
from workers import supervision
from workers.device_pool import LaneClosedError
from workers.device_sandbox import DEVICE_SERVER, DeviceSandbox, DeviceSettings
from workers.outcome import Ending, Limits, Outcome
from workers.sandbox import SandboxError

STAND_IN = HERE / "stand_in_device.py"
HARNESS = str(HERE / "device_harness.py")
Lane = Callable[..., Outcome]


def lane_of(**options: Any) -> DeviceSandbox:
    """Make a lane on the stand-in, not yet started."""
    settings: dict[str, Any] = {"file": STAND_IN, "context_seconds": 60.0}
    settings |= {name: options.pop(name) for name in ("context_seconds", "ready") if name in options}
    sandbox = {name: options.pop(name) for name in ("prove", "concurrency", "fork_server") if name in options}
    return DeviceSandbox(DeviceSettings(**settings, extra=options), harness=HARNESS, **sandbox)


@pytest.fixture(scope="module")
def lane() -> Iterator[DeviceSandbox]:
    """Return a lane that is proven and works."""
    with lane_of(concurrency=2) as sandbox:
        yield sandbox


@pytest.fixture
def run(lane: DeviceSandbox) -> Lane:
    """Return a function that runs a program's text under limits given by name."""

    def run_text(source: str, **limits: Any) -> Outcome:
        return lane.run(source.encode(), Limits(**{"cpu_seconds": 20.0, "wall_seconds": 60.0, **limits}))

    return run_text


def test_every_floor_layer_is_proven(lane: DeviceSandbox) -> None:
    """The lane has the same floor as the CPU, each layer with its proof."""
    floor = {layer.name: layer for layer in lane.layers if layer.floor}
    assert {"landlock", "seccomp", "limits", "memory", "descriptors", "environment"} <= set(floor)
    assert all(layer.active for layer in floor.values())
    assert "older thread" in floor["seccomp"].proof


def test_missing_watch_is_said(lane: DeviceSandbox) -> None:
    """Where nothing can tell how much device memory a process holds, the layer says so and is not in force."""
    (watch,) = (layer for layer in lane.layers if layer.name == "device-memory")
    assert watch.active or "not watched" in watch.proof


def test_environment_tells_the_device(lane: DeviceSandbox) -> None:
    """What is recorded with an attempt holds the device's own facts."""
    assert lane.environment["device"] == "cuda"
    assert lane.environment["device_facts"] == {"gpu": "stand-in", "driver": "1.0"}


def test_child_is_used_once(run: Lane) -> None:
    """No two programs share a process, and what one leaves behind the next does not see."""
    first = run("import os, sys; sys.modules['left'] = sys; record(os.getpid())")
    second = run("import os, sys; record((os.getpid(), 'left' in sys.modules))")
    assert second.record not in (first.record, b"")
    assert b"False" in second.record


def test_context_exists_before_the_job(run: Lane) -> None:
    """A program finds the device's own threads, started before it came, beside its own."""
    outcome = run("import threading; record(threading.active_count())")
    assert int(outcome.record) == 2


def test_order_is_gone_when_the_program_runs(run: Lane) -> None:
    """A program holds no descriptor but its streams, its record and the driver's."""
    outcome = run(
        "import os\nfound = []\nfor n in range(64):\n    try:\n        os.fstat(n); found.append(n)\n    except OSError: pass\n"
        "record(found)"
    )
    assert outcome.record == b"[0, 1, 2, 3]"


DENIED = {
    "read a file of the machine": "open('/etc/passwd')",
    "read its environment in /proc": "open('/proc/self/environ')",
    "write a file": "open('/tmp/left-behind', 'w')",
    "write beside the device": "open('/dev/shm/left-behind', 'w')",
    "open a socket": "import socket; socket.socket()",
    "fork after the context": "import os; os.fork()",
    "run a program": "import os; os.execv('/bin/true', ['true'])",
    "map a page of the reserve": "import mmap; mmap.mmap(-1, 4096, flags=0x40022)",
    "raise its limits": "import resource; resource.setrlimit(resource.RLIMIT_DATA, (1 << 40, 1 << 40))",
    "signal the fork server": "import os; os.kill(os.getppid(), 0)",
}


@pytest.mark.parametrize("tried", DENIED)
def test_denied(run: Lane, tried: str) -> None:
    """What the CPU's children may not do, a device's may not do either."""
    outcome = run(
        f"try:\n    {DENIED[tried]}\nexcept (OSError, ValueError) as error:\n    record(type(error).__name__.encode())"
    )
    assert outcome.ending is Ending.EXITED
    assert outcome.record in (b"PermissionError", b"ValueError", b"OSError")


def test_older_threads_are_bound_too(run: Lane) -> None:
    """A program that takes over a thread of the driver's, older than the filter, gains nothing."""
    tids = "sorted(int(name) for name in os.listdir('/proc/self/task'))"
    outcome = run(
        f"import os\nrecord([[line for line in open(f'/proc/self/task/{{tid}}/status') if line.startswith('Seccomp:')] "
        f"for tid in {tids}])"
    )
    modes = eval(outcome.record)  # noqa: S307 - our own program wrote it
    assert len(modes) == 2
    assert {mode.split()[1] for (mode,) in modes} == {"2"}


def test_limits_count_from_the_order() -> None:
    """Processor time that getting ready took is not the learner's: a program has all of its own."""
    spin = b"import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\nrecord(b'done')"
    with lane_of(behaviour="busy", prove=False, ready=1) as sandbox:
        outcome = sandbox.run(spin, Limits(cpu_seconds=0.9))
    assert (outcome.ending, outcome.record) == (Ending.EXITED, b"done")
    assert outcome.cpu_seconds < 0.9


def test_hung_program_is_ended_by_the_wall_clock(run: Lane) -> None:
    """A program that never returns, as behind a kernel that never ends, is ended, and the next one runs."""
    assert run("import time; time.sleep(600)", wall_seconds=0.5).ending is Ending.WALL_LIMIT
    assert run("record(b'next')").record == b"next"


def test_busy_program_is_ended_by_the_processor_clock(run: Lane) -> None:
    """A program that spins, as one that waits for the device does, is ended by its processor time."""
    assert run("while True: pass", cpu_seconds=0.3).ending is Ending.CPU_LIMIT


def test_memory_beyond_the_limit_is_refused(run: Lane) -> None:
    """Memory of the host is limited without a limit on address space, which a device reserves by the terabyte."""
    outcome = run(
        "try:\n    bytearray(3 << 30)\nexcept MemoryError:\n    record(b'refused')\n"
        "import mmap; reserved = mmap.mmap(-1, 1 << 40, flags=0x4022, prot=0)"
    )
    assert (outcome.record, outcome.exit_status, outcome.stderr) == (b"refused", 0, b"")


def test_shared_memory_is_watched_from_outside(run: Lane) -> None:
    """Memory that no limit of the kernel's counts, as pinned memory is, ends the program that takes too much of it."""
    outcome = run(
        "import mmap, time\nmemory = mmap.mmap(-1, 2 << 30)\n"
        "for start in range(0, 2 << 30, 1 << 20):\n    memory[start] = 1\n"
        "    memory[start:start + (1 << 20)] = bytes([1]) * (1 << 20)\ntime.sleep(30)",
        memory_bytes=64 << 20,
    )
    assert outcome.ending is Ending.MEMORY_LIMIT


def test_crash_ends_one_child_alone(run: Lane) -> None:
    """A program that dies by a signal, as of an illegal address, costs nobody else anything."""
    crashed = run("import ctypes; ctypes.string_at(8)")
    assert (crashed.ending, crashed.started) == (Ending.SIGNALLED, True)
    assert run("record(b'next')").record == b"next"


def test_large_job_arrives_whole(lane: DeviceSandbox) -> None:
    """A job of any size is handed over whole, though it goes through a pipe."""
    job = b"#" + b"x" * (6 << 20) + b"\nrecord(b'whole')"
    assert lane.run(job, Limits()).record == b"whole"


REFUSALS = {
    "absent": "there is no /dev/stand-in",
    "unfit": "built without the device",
    "fails": "error 999",
    "dies": "wait status",
}


@pytest.mark.parametrize("behaviour", REFUSALS)
def test_lane_that_cannot_open_says_why(behaviour: str) -> None:
    """A lane without a device, with the wrong torch or with a driver that fails refuses in one line, with the reason."""
    with pytest.raises(LaneClosedError, match="the cuda lane is closed") as caught:
        lane_of(behaviour=behaviour).start()
    assert REFUSALS[behaviour] in str(caught.value)


def test_context_that_hangs_closes_the_lane() -> None:
    """A driver that never answers is given up after a time, and that is said."""
    with pytest.raises(LaneClosedError, match="the driver may hang"):
        lane_of(behaviour="hangs", context_seconds=0.5).start()


def _use_up(sandbox: DeviceSandbox) -> None:
    """Use every child that still waits, and ask for one more."""
    for _ in range(3):
        sandbox.run(b"record(1)", Limits())


def test_failing_contexts_close_the_lane_and_later_ones_do_not_open_it(tmp_path: Path) -> None:
    """When no child can open the device any more the lane closes with the reason; what waits gets it instead of a verdict."""
    told = tmp_path / "behaviour"
    told.write_text("well")
    with lane_of(told_in=str(told), prove=False, ready=1) as sandbox:
        assert sandbox.run(b"record(1)", Limits()).record == b"1"
        told.write_text("fails")
        with pytest.raises(LaneClosedError, match="could not open the device"):
            _use_up(sandbox)
        assert "error 999" in sandbox.closed_reason
        told.write_text("well")
        with pytest.raises(LaneClosedError):
            sandbox.run(b"record(1)", Limits())


def _wait_for_a_child(sandbox: DeviceSandbox) -> None:
    assert sandbox._pool is not None
    while not sandbox._pool._waiting:
        time.sleep(0.01)


def test_one_failed_context_is_made_good(tmp_path: Path) -> None:
    """A context that fails once costs a pause; the lane goes on."""
    told = tmp_path / "behaviour"
    told.write_text("well")
    with lane_of(told_in=str(told), prove=False, ready=1) as sandbox:
        _wait_for_a_child(sandbox)
        told.write_text("dies")
        assert sandbox.run(b"record(1)", Limits()).record == b"1"  # whatever waits is used, and another is made
        pool = sandbox._pool
        assert pool is not None
        while not pool._failures:
            if pool._waiting:
                sandbox.run(b"", Limits())
            time.sleep(0.01)
        told.write_text("well")
        assert sandbox.run(b"record(2)", Limits()).record == b"2"
        assert sandbox.closed_reason == ""


def test_lost_fork_server_is_replaced() -> None:
    """A fork server that is killed takes its waiting children with it; another lane is built and the program runs."""
    with lane_of(prove=False) as sandbox:
        before = sandbox.run(b"import os; record(os.getppid())", Limits()).record
        server = sandbox._server
        assert server is not None
        server._process.kill()
        server._process.wait()
        assert sandbox.run(b"import os; record(os.getppid())", Limits()).record not in (before, b"")


_WEAKENED = """
import runpy, sys
sys.argv[0] = {server!r}
module = runpy.run_path(sys.argv[0])
from workers import device_confinement, landlock, seccomp
{weakening}
module["main"]()
"""

WEAKENINGS = {
    "seccomp": "seccomp.Filter.install_everywhere = lambda self, own_id: self._name(own_id) or self._bind() or 0",
    "landlock": "device_confinement.DeviceConfinement._close_files = lambda self: None",
    "limits": "device_confinement.DeviceConfinement.limit = lambda self, cpu, memory: None",
}


@pytest.mark.parametrize("layer", WEAKENINGS)
def test_weakened_lane_is_refused(tmp_path: Path, layer: str) -> None:
    """A lane whose filter binds one thread alone, whose files are open or whose memory is not limited takes no work, by name."""
    script = tmp_path / "weakened.py"
    script.write_text(_WEAKENED.format(server=str(DEVICE_SERVER), weakening=WEAKENINGS[layer]))
    with pytest.raises(SandboxError, match=layer):
        lane_of(fork_server=script).start()


def test_nothing_is_left_after_closing() -> None:
    """Closing a lane ends its waiting children, and what is asked of it afterwards is refused."""
    sandbox = lane_of(prove=False)
    sandbox.start()
    pid = int(sandbox.run(b"import os; record(os.getppid())", Limits()).record)
    sandbox.close()
    with pytest.raises(SandboxError, match="closed"):
        sandbox.run(b"record(1)", Limits())
    assert not Path(f"/proc/{pid}").exists()


def test_exit_of_an_unneeded_child_is_no_failure(tmp_path: Path) -> None:
    """A lane that is closed while a child is just getting ready neither waits for it nor reports a failure."""
    told = tmp_path / "behaviour"
    told.write_text("well")
    with lane_of(told_in=str(told), prove=False, ready=1) as sandbox:
        _wait_for_a_child(sandbox)
        told.write_text("hangs")
        assert sandbox.run(b"record(1)", Limits()).record == b"1"
    assert sandbox.closed_reason == ""


def test_child_that_does_not_die_is_abandoned_and_its_seat_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose process survives its killing has its outcome; others run meanwhile, and its seat returns when it is gone."""
    with lane_of(prove=False, ready=1) as sandbox:
        _wait_for_a_child(sandbox)
        with monkeypatch.context() as patch:
            patch.setattr(supervision, "REAP_SECONDS", 0.2)
            patch.setattr(supervision.signal, "pidfd_send_signal", lambda *_: None)
            outcome = sandbox.run(b"import time; time.sleep(3)", Limits(wall_seconds=0.2))
        assert (outcome.ending, outcome.started) == (Ending.WALL_LIMIT, True)
        assert sandbox._pool is not None
        assert sandbox._pool.abandoned == 1
        assert sandbox.run(b"record(b'next')", Limits()).record == b"next"
        while sandbox._pool.abandoned:
            time.sleep(0.05)
        assert sandbox.closed_reason == ""


def test_nothing_is_left_open_in_the_worker() -> None:
    """However programs end, the worker holds as many descriptors afterwards as before."""
    programs = (b"record(1)", b"while True: pass", b"import os; os.kill(os.getpid(), 9)", b"print('x' * (1 << 20))")
    limits = Limits(cpu_seconds=0.2, wall_seconds=1.0)
    with lane_of(prove=False, ready=1) as sandbox:
        for program in programs:
            sandbox.run(program, limits)
        _wait_for_a_child(sandbox)
        before = len(list(Path("/proc/self/fd").iterdir()))
        for program in programs * 3:
            sandbox.run(program, limits)
        _wait_for_a_child(sandbox)
        assert len(list(Path("/proc/self/fd").iterdir())) == before
