"""Programs that run for long, or that nobody waits for, give way to the others."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from tests.sandbox.conftest import ECHO_HARNESS
from workers.protocol import Task
from workers.sandbox import Limits, Sandbox
from workers.supervision import Supervision
from workers.yielding import NICENESS

_COMPUTES = b"while True: pass"
_SLEEPS = b"import time; time.sleep(1.5)"


def _seen_while_running(program: bytes, limits: Limits) -> set[tuple[int, str]]:
    """Every niceness that a child had while the program ran, with what its session has among the others, if they count."""
    seen: set[tuple[int, str]] = set()
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox:
        sandbox.run(b"record(1)", limits)
        before = {each.pid for each in psutil.Process().children(recursive=True)}
        running = threading.Thread(target=sandbox.run, args=(program, limits))
        running.start()
        while running.is_alive():
            for child in psutil.Process().children(recursive=True):
                if child.pid not in before and (look := _look_at(child.pid)):
                    seen.add(look)
            running.join(0.02)
    return seen


def _look_at(process: int) -> tuple[int, str] | None:
    session = Path(f"/proc/{process}/autogroup")
    try:
        niceness = os.getpriority(os.PRIO_PROCESS, process)
        return niceness, session.read_text().rpartition(" ")[2].strip() if session.exists() else ""
    except OSError:
        return None


@pytest.mark.parametrize("program, gives_way", [(_COMPUTES, False), (_SLEEPS, True)])
def test_who_computes_for_long_or_in_the_background_gives_way(program: bytes, *, gives_way: bool) -> None:
    """After a quarter of a second of processor time, or from the start if nobody waits for it, a program is behind all others."""
    seen = _seen_while_running(program, Limits(cpu_seconds=1.5, gives_way=gives_way))
    assert NICENESS in {niceness for niceness, _ in seen}
    assert {session for _, session in seen} & {"", str(NICENESS)}


def test_a_short_program_keeps_its_place() -> None:
    """A program that has not computed for long is as urgent as any."""
    assert {niceness for niceness, _ in _seen_while_running(_SLEEPS, Limits())} == {os.getpriority(os.PRIO_PROCESS, 0)}


def test_our_own_processes_keep_their_place() -> None:
    """Nobody but the child itself is put behind: neither this process nor the fork server nor their session."""
    mine = _look_at(os.getpid())
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox:
        sandbox.run(_COMPUTES, Limits(cpu_seconds=1.0, gives_way=True))
        servers = {_look_at(each.pid) for each in psutil.Process().children(recursive=True)}
    assert _look_at(os.getpid()) == mine
    assert all(look is None or look[0] == os.getpriority(os.PRIO_PROCESS, 0) for look in servers)
    assert str(NICENESS) not in {look[1] for look in servers if look}


def test_a_child_that_is_gone_has_used_nothing() -> None:
    """A look at the clock of a child that was reaped just before sees no time, and not this process's own."""
    with socket.socket() as channel, subprocess.Popen([sys.executable, "-c", ""]) as child:
        watched = Supervision(channel, Task.JOB, b"", Limits(), 0, None)
        watched._process = os.pidfd_open(child.pid)
        child.wait()
        used = watched._cpu_seconds()
        os.close(watched._process)
    assert used == 0.0
