"""Children that wait for their jobs: they are used, bound by what comes with the job, and gone with their fork server."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from pathlib import Path

import psutil
import pytest

from tests.api.receiver import wait_until
from tests.sandbox.conftest import ECHO_HARNESS, TORCH_HARNESS
from workers.ahead import Places
from workers.cgroups import COPIED_BYTES
from workers.sandbox import Ending, Limits, Outcome, Sandbox, SandboxError

SEATS = 3
LIMITS = Limits(cpu_seconds=20.0, wall_seconds=60.0)


@pytest.fixture(scope="module")
def waiting_box() -> Iterator[Sandbox]:
    """Return a sandbox whose children wait for their jobs."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=SEATS, ahead=True) as sandbox:
        yield sandbox


def _fork_server(sandbox: Sandbox) -> psutil.Process:
    with sandbox._lock:
        assert sandbox._server is not None
        return psutil.Process(sandbox._server._process.pid)


def _children(sandbox: Sandbox) -> set[int]:
    """Process ids of the children that live; what is number 1 in a namespace of its own keeps that for them."""
    return {
        each.pid for each in _fork_server(sandbox).children(recursive=True) if _number_in_its_namespace(each.pid) != 1
    }


def _number_in_its_namespace(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 1  # just gone
    return int(status.partition("\nNSpid:")[2].partition("\n")[0].split()[-1])


def _waiting(sandbox: Sandbox) -> set[int]:
    """The same, once a child waits in each seat."""
    sandbox.stand_by()
    wait_until(lambda: len(_children(sandbox)) >= SEATS)
    return _children(sandbox)


def _run(sandbox: Sandbox, source: str, limits: Limits = LIMITS) -> Outcome:
    """Run a program in a child that waited for it."""
    _waiting(sandbox)
    return sandbox.run(source.encode(), limits)


def test_a_run_takes_a_child_that_waits(waiting_box: Sandbox) -> None:
    """A job goes to one of the children that waited, and the others wait on."""
    before = _waiting(waiting_box)
    waiting_box.stand_down()
    assert not _children(waiting_box)
    before = _waiting(waiting_box)
    begun = waiting_box.begin(b"import time; print('on', flush=True); time.sleep(50)", LIMITS)
    assert begun is not None
    assert _children(waiting_box) == before
    begun.drop()
    assert len(_children(waiting_box) & before) == SEATS - 1


def test_large_machine_has_a_child_in_every_seat() -> None:
    """However many seats there are, the fork server has the descriptors for them, and a child no more than anywhere."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=60, ahead=True) as sandbox:
        server = sandbox._server
        sandbox.stand_by()
        wait_until(lambda: len(_children(sandbox)) == 60)
        source = b"import resource; record(resource.getrlimit(resource.RLIMIT_NOFILE))"
        assert [sandbox.run(source, LIMITS).record for _ in range(3)] == [b"(128, 128)"] * 3
        assert sandbox._server is server


def test_outcome_is_that_of_any_run(waiting_box: Sandbox) -> None:
    """What a program shows in a child that waited is what it shows in one that was forked for it."""
    outcome = _run(
        waiting_box,
        "import os, sys; record(b'seen'); print('out', flush=True); print('err', file=sys.stderr, flush=True); os._exit(3)",
    )
    assert (outcome.ending, outcome.exit_status, outcome.record) == (Ending.EXITED, 3, b"seen")
    assert (outcome.stdout, outcome.stderr) == (b"out\n", b"err\n")


def test_memory_is_bounded_by_the_order(waiting_box: Sandbox) -> None:
    """A child that waited may map what its job's limits say above what the fork server maps, and no more."""
    source = "\ntry:\n    bytearray({})\nexcept MemoryError:\n    print('refused')\nelse:\n    print('given')"
    limits = Limits(cpu_seconds=20.0, wall_seconds=60.0, memory_bytes=256 << 20)
    assert _run(waiting_box, source.format(300 << 20), limits).stdout == b"refused\n"
    assert _run(waiting_box, source.format(200 << 20), limits).stdout == b"given\n"


def test_processor_time_is_bounded_by_the_order(waiting_box: Sandbox) -> None:
    """A child that waited is ended when it used up its job's processor time."""
    limits = Limits(cpu_seconds=0.3, wall_seconds=60.0)
    assert _run(waiting_box, "while True: pass", limits).ending is Ending.CPU_LIMIT


def test_kernel_bounds_processor_time_too(waiting_box: Sandbox) -> None:
    """The kernel's own limit on processor time comes with the order."""
    source = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU))"
    assert _run(waiting_box, source, Limits(cpu_seconds=7.0, wall_seconds=60.0)).stdout == b"(8, 9)\n"


def test_waiting_counts_for_nothing(waiting_box: Sandbox) -> None:
    """The clocks of a run begin with its order, however long its child waited."""
    _waiting(waiting_box)
    time.sleep(3.2)
    outcome = waiting_box.run(b"print('done')", Limits(cpu_seconds=20.0, wall_seconds=3.0))
    assert (outcome.ending, outcome.stdout) == (Ending.EXITED, b"done\n")


def test_each_draws_its_own_numbers() -> None:
    """Children that wait at one time do not draw the same random numbers."""
    source = "import random, torch; print(random.random(), torch.rand(1).item())"
    with Sandbox(harness=TORCH_HARNESS, concurrency=SEATS, ahead=True, prove=False) as sandbox:
        _waiting(sandbox)
        drawn = [sandbox.run(source.encode(), LIMITS).stdout for _ in range(SEATS)]
    assert len(set(b" ".join(drawn).split())) == 2 * SEATS


def test_a_child_killed_while_it_waits_costs_nobody_anything(waiting_box: Sandbox) -> None:
    """Where the kernel ended the children that waited, the next jobs get children of their own."""
    for child in _waiting(waiting_box):
        os.kill(child, signal.SIGKILL)
    assert [waiting_box.run(b"print('done')", LIMITS).stdout for _ in range(SEATS)] == [b"done\n"] * SEATS


def test_a_fork_server_killed_meanwhile_is_replaced(waiting_box: Sandbox) -> None:
    """Where the fork server died, children that waited die with it, and the next job is run by another one's child."""
    before = _waiting(waiting_box)
    _fork_server(waiting_box).kill()
    assert waiting_box.run(b"print('done')", LIMITS).stdout == b"done\n"
    assert not any(psutil.pid_exists(child) for child in before)
    assert not _children(waiting_box) & before


def test_a_run_beside_another_takes_a_child_that_waits(waiting_box: Sandbox) -> None:
    """A run that is begun and the one after it both go to children that waited."""
    before = _waiting(waiting_box)
    begun = waiting_box.begin(b"print('one')", LIMITS)
    assert begun is not None
    assert waiting_box.run(b"print('two')", LIMITS).stdout == b"two\n"
    assert begun.outcome().stdout == b"one\n"
    assert len(_children(waiting_box) & before) <= SEATS - 2


def test_closing_ends_the_children_that_wait(waiting_box: Sandbox) -> None:
    """A closed sandbox leaves no process and no descriptor behind, though children waited."""
    waiting_box.stand_down()
    descriptors = psutil.Process().num_fds()
    sandbox = Sandbox(harness=ECHO_HARNESS, concurrency=SEATS, ahead=True, prove=False)
    sandbox.start()
    waiting = _waiting(sandbox)
    sandbox.close()
    assert not any(psutil.pid_exists(child) for child in waiting)
    assert psutil.Process().num_fds() == descriptors


def _lowest_limit_that_leaves(spare: int) -> int:
    """How many descriptors this process must be allowed to have so that it can open so many more."""
    limit = os.dup(0)  # the lowest number that is free
    os.close(limit)
    taken = {int(entry.name) for entry in Path("/proc/self/fd").iterdir()}
    return next(islice((number for number in count(limit) if number == limit or number not in taken), spare, None))


@contextmanager
def _few_descriptors(spare: int) -> Iterator[None]:
    """While this lasts, this process can open so many descriptors more."""
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_lowest_limit_that_leaves(spare), usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, usual)


def test_no_descriptor_is_lost_where_few_are_left(waiting_box: Sandbox) -> None:
    """However many descriptors the worker can still open, what it opened for a child that could not be had is closed again."""
    waiting_box.stand_down()
    waiting_box.run(b"", LIMITS)
    before = psutil.Process().num_fds()
    for spare in range(9):
        with _few_descriptors(spare):
            waiting_box.stand_by()
            with suppress(OSError, SandboxError):
                waiting_box.run(b"", LIMITS)
        waiting_box.stand_down()
    assert psutil.Process().num_fds() == before


@pytest.mark.parametrize("spare", [0, 1])
def test_a_child_that_cannot_be_watched_runs_nothing(waiting_box: Sandbox, spare: int) -> None:
    """Where too few descriptors are left to hold and to watch a child that waited, it ends with its fork server."""
    _waiting(waiting_box)
    server = _fork_server(waiting_box)
    with _few_descriptors(spare), suppress(OSError, SandboxError):
        waiting_box.run(b"", LIMITS)
    assert not server.is_running()
    assert waiting_box.run(b"print('done')", LIMITS).stdout == b"done\n"


def test_a_run_that_can_be_watched_no_longer_is_ended(waiting_box: Sandbox) -> None:
    """Where the last descriptor is gone while a program runs, it does not run on unwatched in a seat that is free again."""
    waiting_box.stand_down()
    server = _fork_server(waiting_box)
    begun = waiting_box.begin(b"while True: pass", Limits(cpu_seconds=0.3, wall_seconds=60.0))
    assert begun is not None
    while not _children(waiting_box):
        time.sleep(0.01)
    with _few_descriptors(0), suppress(OSError, SandboxError):
        begun.outcome()
    assert not server.is_running()
    assert waiting_box.run(b"print('done')", LIMITS).stdout == b"done\n"


def test_a_child_that_waited_for_nothing_is_ended() -> None:
    """Where a job came to a child that waited and the sandbox closed meanwhile, nothing is left of it."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=1, prove=False) as sandbox:
        descriptors = psutil.Process().num_fds()
        sandbox.stand_by()
        place = sandbox._places.take()
        assert place[1] is not None
        server, sandbox._server, sandbox._closed = sandbox._server, None, True
        with pytest.raises(SandboxError):
            sandbox._run_on(*place, b"", LIMITS)
        assert psutil.Process().num_fds() == descriptors
        sandbox._server = server


class _Groups:
    """Stands in for control groups, which not every host has: notes what they would hold."""

    def __init__(self) -> None:
        self.allowed: list[int] = []

    def allow(self, seat: int, memory_bytes: int) -> None:
        """Note it."""
        self.allowed.append(memory_bytes)

    def entrance(self, seat: int) -> None:
        """There is none."""

    def kills(self, seat: int) -> int:
        """None so far."""
        return 0

    def close(self) -> None:
        """Nothing was opened."""


def test_control_groups_hold_a_run_and_what_it_copies() -> None:
    """A group holds what a child copies while it waits, its job's memory from the order on, and what a witness tries."""
    groups = _Groups()
    sandbox = Sandbox(harness=ECHO_HARNESS, concurrency=1, prove=False)
    sandbox._groups = groups  # type: ignore[assignment]
    with sandbox:
        sandbox.stand_by()
        sandbox.run(b"", LIMITS)
        sandbox.stand_down()
        sandbox._testify(sandbox._current(), b"{}", LIMITS, 1 << 20)
    expected = [COPIED_BYTES, LIMITS.memory_bytes + COPIED_BYTES]
    assert groups.allowed[:2] == expected
    assert groups.allowed[-1] == 1 << 20


def test_none_waits_where_none_shall() -> None:
    """Without being told to, a sandbox forks nothing ahead of need."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=SEATS, prove=False) as sandbox:
        sandbox.run(b"", LIMITS)
        time.sleep(0.2)
        assert not _children(sandbox)


def test_nobody_is_woken_to_fill_seats_while_something_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a run beside another is no occasion to have children wait; the end of the last one is."""
    looks = 0
    look = Places._seat_to_fill

    def counted(places: Places) -> int | None:
        nonlocal looks
        looks += 1
        return look(places)

    monkeypatch.setattr(Places, "_seat_to_fill", counted)
    places = Places(2)
    places.have_some_wait()
    forked: list[int] = []
    first, _ = places.take()

    def fork(seat: int) -> None:
        forked.append(seat)

    keeper = threading.Thread(target=places.keep_ready, args=[fork])
    keeper.start()
    try:
        wait_until(lambda: looks == 1)
        for _ in range(5):
            second, _ = places.take()
            places.give_back(second)
            threading.Event().wait(0.01)
        assert (looks, forked) == (1, [])
        places.give_back(first)
        wait_until(lambda: len(forked) == 1, patience_s=5.0)
    finally:
        places.stop()
        keeper.join()
