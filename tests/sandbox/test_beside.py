"""A run begun beside another: only where there is room, and it can be dropped."""

from __future__ import annotations

import threading
import time

import pytest

from tests.sandbox.conftest import ECHO_HARNESS
from workers.sandbox import Ending, Limits, Sandbox, SandboxError

LIMITS = Limits(cpu_seconds=20.0, wall_seconds=60.0)
SLEEP = b"import time; time.sleep(50)"


def test_outcome_is_that_of_a_run(box: Sandbox) -> None:
    """What a begun run showed is what it would have shown to who waits for it."""
    begun = box.begin(b"record(b'seen'); print('out')", LIMITS)
    assert begun is not None
    outcome = begun.outcome()
    begun.drop()
    assert (outcome.ending, outcome.record, outcome.stdout) == (Ending.EXITED, b"seen", b"out\n")


def test_two_take_place_at_one_time(box: Sandbox) -> None:
    """A begun run and the one after it are under way together: neither waits for the other's end."""
    program = b"import time; record(repr(time.monotonic()).encode()); time.sleep(0.5); print(time.monotonic())"
    begun = box.begin(program, LIMITS)
    assert begun is not None
    second = box.run(program, LIMITS)
    first = begun.outcome()
    assert max(float(first.record), float(second.record)) < min(float(first.stdout), float(second.stdout))


def test_nothing_begins_beside_a_run(box: Sandbox) -> None:
    """Where a child lives already there is no room; once it is gone there is."""
    first = box.begin(SLEEP, LIMITS)
    assert first is not None
    assert box.begin(b"", LIMITS) is None
    first.drop()
    again = box.begin(b"", LIMITS)
    assert again is not None
    assert again.outcome().ending is Ending.EXITED


def test_nothing_begins_where_one_seat_is_all() -> None:
    """A sandbox for one child at a time has one at a time."""
    with Sandbox(harness=ECHO_HARNESS, concurrency=1, prove=False) as single:
        assert single.begin(b"", LIMITS) is None
        assert single.run(b"", LIMITS).ending is Ending.EXITED


@pytest.mark.parametrize("after_s", [0.0, 0.3], ids=["before it exists", "while it runs"])
def test_dropping_ends_the_child(box: Sandbox, after_s: float) -> None:
    """A run that nobody wants is over long before its time, and its seat goes to the next."""
    began = time.monotonic()
    begun = box.begin(SLEEP, LIMITS)
    assert begun is not None
    time.sleep(after_s)
    begun.drop()
    assert time.monotonic() - began < LIMITS.wall_seconds / 2
    everyone = [threading.Thread(target=box.run, args=(b"", LIMITS)) for _ in range(8)]
    for each in everyone:
        each.start()
    for each in everyone:
        each.join()


def test_sandbox_that_was_closed_says_so(box: Sandbox) -> None:
    """A run begun in a sandbox that cannot start any more fails for who asks for its outcome, not in its thread."""
    closed = Sandbox(harness=ECHO_HARNESS, prove=False)
    closed.close()
    begun = closed.begin(b"", LIMITS)
    assert begun is not None
    with pytest.raises(SandboxError, match="closed"):
        begun.outcome()
