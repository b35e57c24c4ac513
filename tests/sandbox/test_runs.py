"""One job, one outcome, in bounded time, whatever the child does."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sandbox.conftest import ECHO_HARNESS, Run
from workers.sandbox import Ending, Limits, Sandbox, SandboxError

SHORT_SECONDS = 0.5


def test_everything_the_child_shows_arrives(run: Run) -> None:
    """Record, output, status and times of a run that ends by itself are all in its outcome."""
    outcome = run("import sys; record(b'seen'); print('out'); print('err', file=sys.stderr)")
    assert outcome.ending is Ending.EXITED
    assert (outcome.exit_status, outcome.signal, outcome.started) == (0, None, True)
    assert (outcome.record, outcome.stdout, outcome.stderr) == (b"seen", b"out\n", b"err\n")
    assert outcome.cpu_seconds > 0
    assert outcome.wall_seconds > 0
    assert outcome.max_rss_bytes > 1 << 20


def test_exit_status_is_reported(run: Run) -> None:
    """A child that leaves on its own is told by its status."""
    outcome = run("import os; os._exit(7)")
    assert (outcome.ending, outcome.exit_status) == (Ending.EXITED, 7)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM])
def test_signal_is_reported(run: Run, number: signal.Signals) -> None:
    """A child that a signal killed is told by it."""
    outcome = run(f"import os; os.kill(os.getpid(), {int(number)})")
    assert (outcome.ending, outcome.signal, outcome.started) == (Ending.SIGNALLED, number, True)


def test_bytes_before_death_are_kept(run: Run) -> None:
    """What was written before a sudden death still arrives."""
    outcome = run("import os; record(b'half'); os.write(1, b'said'); os.kill(os.getpid(), 9)")
    assert (outcome.record, outcome.stdout) == (b"half", b"said")


def test_busy_loop_ends_by_processor_time(run: Run) -> None:
    """A program that never ends is killed when its processor time is used up."""
    outcome = run("while True: pass", cpu_seconds=SHORT_SECONDS)
    assert outcome.ending is Ending.CPU_LIMIT
    assert outcome.cpu_seconds >= SHORT_SECONDS


def test_sleep_ends_by_the_wall_clock(run: Run) -> None:
    """A program that waits for ever is killed when its time is over, though it used no processor time."""
    outcome = run("import time\nwhile True: time.sleep(60)", wall_seconds=SHORT_SECONDS)
    assert outcome.ending is Ending.WALL_LIMIT
    assert outcome.wall_seconds >= SHORT_SECONDS


STUBBORN = {
    "ignores every signal": "import signal\nfor n in set(range(1, 65)) - {9, 19, 32, 33}: signal.signal(n, signal.SIG_IGN)\n",
    "stops itself": "import os; os.kill(os.getpid(), 19)",
    "closes its pipes": "import os\nfor n in range(64):\n  try: os.close(n)\n  except OSError: pass\n",
    "leaves threads": "import threading, time\nfor _ in range(4): threading.Thread(target=time.sleep, args=(600,)).start()\n",
    "ends its main thread only": (
        "import ctypes, threading, time\n"
        "threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
        "ctypes.CDLL(None).syscall(60 if __import__('platform').machine() == 'x86_64' else 93, 0)\n"
    ),
    "holds the interpreter": "import re; re.match(r'(a+)+$', 'a' * 64 + 'b')",
    "dies while dying": "import sys\nclass E:\n  def __del__(self):\n    while True: pass\nkeep = E(); del keep",
}


@pytest.mark.parametrize("name", STUBBORN)
def test_stubborn_programs_get_one_outcome(run: Run, name: str) -> None:
    """A program that will not go is killed at its deadline, and the next one finds everything as it should be."""
    outcome = run(
        STUBBORN[name] + "\nimport time; time.sleep(600)", wall_seconds=SHORT_SECONDS, cpu_seconds=SHORT_SECONDS
    )
    assert outcome.ending in {Ending.WALL_LIMIT, Ending.CPU_LIMIT}
    assert run("record(b'next')").record == b"next"


def test_threads_count_together(run: Run) -> None:
    """Processor time is that of all threads, those that have ended too."""
    source = "import threading, hashlib\ndef work():\n  while True: hashlib.sha256(bytes(1 << 20))\n"
    source += "for _ in range(3): threading.Thread(target=work).start()\nthreading.Event().wait()"
    assert run(source, cpu_seconds=SHORT_SECONDS).ending is Ending.CPU_LIMIT


@pytest.mark.parametrize("target", ["sys.stdout", "sys.stderr"])
def test_flood_ends_the_child(run: Run, target: str) -> None:
    """Output past its cap ends the child, and no more than the cap is kept."""
    outcome = run(f"import sys\nwhile True: print('x' * 1000, file={target})", output_bytes=50_000)
    assert outcome.ending is Ending.OUTPUT_LIMIT
    assert len(outcome.stdout) + len(outcome.stderr) == 50_000


def test_output_streams_share_their_cap(run: Run) -> None:
    """Standard output and standard error count together."""
    outcome = run("import os; os.write(1, b'x' * 600); os.write(2, b'y' * 600)", output_bytes=1000)
    assert outcome.ending is Ending.OUTPUT_LIMIT
    assert (len(outcome.stdout), len(outcome.stderr)) == (600, 400)


def test_output_at_its_cap_is_no_offence(run: Run) -> None:
    """A program may use all of its output."""
    outcome = run("import os; os.write(1, b'x' * 1000)", output_bytes=1000)
    assert (outcome.ending, len(outcome.stdout)) == (Ending.EXITED, 1000)


def test_record_past_its_cap_ends_the_child(run: Run) -> None:
    """The record has a cap of its own."""
    outcome = run("while True: record(b'r' * 100_000)", record_bytes=1_000_000)
    assert (outcome.ending, len(outcome.record)) == (Ending.RECORD_LIMIT, 1_000_000)


def test_large_record_and_output_pass_together(run: Run) -> None:
    """More than a pipe holds passes through record and output at once, without waiting for the exit."""
    outcome = run("import os\nfor _ in range(64): record(b'r' * 65536); os.write(1, b'o' * 2048)")
    assert (outcome.ending, len(outcome.record), len(outcome.stdout)) == (Ending.EXITED, 64 * 65536, 64 * 2048)


def test_job_that_is_never_read_blocks_nobody(run: Run) -> None:
    """A large job reaches the child without anybody waiting for anybody."""
    assert run("record(b'small')\n#" + "x" * (8 << 20)).record == b"small"


def test_memory_limit_fails_the_allocation(run: Run) -> None:
    """Memory beyond the limit cannot be allocated, within it can."""
    source = "try: bytearray({0})\nexcept MemoryError: record(b'refused')\nelse: record(b'granted')"
    assert run(source.format(200 << 20), memory_bytes=100 << 20).record == b"refused"
    assert run(source.format(50 << 20), memory_bytes=100 << 20).record == b"granted"


def test_runs_at_the_same_time_do_not_mix(box: Sandbox) -> None:
    """Many threads may run jobs at once; each gets its own outcome."""
    with ThreadPoolExecutor(8) as pool:
        jobs = [f"import time; time.sleep(0.01); record({number}); print({number})" for number in range(60)]
        outcomes = list(pool.map(lambda source: box.run(source.encode(), Limits()), jobs))
    assert [outcome.record for outcome in outcomes] == [str(number).encode() for number in range(60)]
    assert [outcome.stdout for outcome in outcomes] == [f"{number}\n".encode() for number in range(60)]


def test_runs_leave_nothing_open(run: Run) -> None:
    """The worker holds no more descriptors after many runs than before them."""
    run("pass")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for source in ("record(b'x')", "import os; os._exit(3)", "import os; os.kill(os.getpid(), 9)") * 10:
        run(source)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_nothing_passes_from_one_child_to_the_next(run: Run) -> None:
    """What one program changes in its process is unchanged for the next."""
    run("import builtins, sys; builtins.print = None; sys.modules['colorsys'] = 'mine'; import os; os.chdir('/usr')")
    outcome = run("import os, sys; record((print is None, 'colorsys' in sys.modules, os.getcwd() == '/usr'))")
    assert outcome.record == b"(False, False, False)"


SCRATCH = "import os\nif 'TMPDIR' not in os.environ: record('no scratch folder'); raise SystemExit\n"

LITTER = {
    "files": "for n in range(200): open(str(n), 'w').write('x' * 1000)",
    "a deep folder": "for n in range(200): os.mkdir('d' * 250); os.chdir('d' * 250)",
    "closed folders": "os.mkdir('a'); os.mkdir('a/b'); os.mkdir('c', 0); open('a/b/f', 'w'); os.umask(0o777); os.mkdir('a/e')",
    "odd names": "open(b'\\xff\\n', 'w'); os.mkdir(b'\\xfe'); open('-rf', 'w'); os.symlink('/usr', 'usr'); os.symlink('.', 'self')",
    "a full disk": "open('f', 'wb').write(bytes(64 << 20))",
}


@pytest.mark.parametrize("name", LITTER)
def test_scratch_folder_is_empty_for_the_next_child(run: Run, name: str) -> None:
    """Whatever a program leaves in its scratch folder is gone before the next program comes, from the same fork server."""
    before = run("import os; record(os.getppid())").record
    run(SCRATCH + LITTER[name])
    for _ in range(5):  # every seat
        outcome = run(SCRATCH + "record((os.listdir('.'), os.statvfs('.').f_bfree == os.statvfs('.').f_blocks))")
        assert outcome.record in {b"([], True)", b"'no scratch folder'"}
    assert run("import os; record(os.getppid())").record == before


def test_open_files_are_not_shared_between_children(run: Run) -> None:
    """Flags that a program sets on its standard input are not seen by the next program."""
    flags = run("import fcntl; record(fcntl.fcntl(0, fcntl.F_GETFL)); fcntl.fcntl(0, fcntl.F_SETFL, 0o6000)").record
    assert run("import fcntl; record(fcntl.fcntl(0, fcntl.F_GETFL))").record == flags


def test_children_draw_different_numbers(run_torch: Run) -> None:
    """No two children of one fork server draw alike, from any generator."""
    source = "import random, torch, numpy; record((random.random(), torch.rand(1).item(), numpy.random.rand()))"
    drawn = [eval(run_torch(source).record) for _ in range(4)]  # noqa: S307 - numbers of our own program
    for numbers in zip(*drawn, strict=True):
        assert len(set(numbers)) == 4


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _server_process(sandbox: Sandbox) -> int:
    """The fork server's id; where it has namespaces of its own it is the only child of the process that was started."""
    server = sandbox._server
    assert server is not None
    started = server._process.pid
    return _children(started)[0] if server.facts["layers"]["pid-namespace"] else started


def test_dead_fork_server_is_replaced_between_runs(tmp_path: Path) -> None:
    """A fork server that died between two runs is replaced, and nobody notices."""
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox:
        os.kill(_server_process(sandbox), signal.SIGKILL)
        assert sandbox.run(b"record(1)", Limits()).record == b"1"


def test_fork_server_that_dies_mid_run_is_replaced_and_the_run_repeated() -> None:
    """A run whose fork server is killed under it is repeated once, and then succeeds."""
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox:
        first = _server_process(sandbox)
        killer = threading.Timer(0.5, os.kill, (first, signal.SIGKILL))
        killer.start()
        outcome = sandbox.run(b"import time; time.sleep(1.5); record(b'whole')", Limits())
        killer.join()
        assert (outcome.ending, outcome.record) == (Ending.EXITED, b"whole")
        assert _server_process(sandbox) != first


def test_run_whose_fork_server_dies_twice_is_our_failure() -> None:
    """A run that loses two fork servers is NOT_STARTED, whatever the program had begun: it is no learner's failure."""
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox:
        stop = threading.Event()

        def kill() -> None:
            while not stop.wait(0.3):
                if sandbox._server is not None:
                    with contextlib.suppress(IndexError, FileNotFoundError, ProcessLookupError):
                        os.kill(_server_process(sandbox), signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        outcome = sandbox.run(b"import time; time.sleep(30)", Limits())
        stop.set()
        killer.join()
    assert outcome.ending is Ending.NOT_STARTED
    assert b"fork server" in outcome.stderr


def test_descriptors_that_others_have_under_way_are_in_nobodys_way() -> None:
    """The kernel counts descriptors that were sent and not taken by user: those of other workers leave room for this one's."""
    ours, theirs = socket.socketpair()
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox, ours, theirs:
        for _ in range(3):
            socket.send_fds(ours, [b"."], [0] * 100)
        assert sandbox.run(b"record(1)", Limits()).record == b"1"


def _gone(pid: int, patience_seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_children_die_with_their_fork_server() -> None:
    """A fork server that is killed takes every child with it."""
    with Sandbox(harness=ECHO_HARNESS, prove=False) as sandbox:
        server = _server_process(sandbox)
        with ThreadPoolExecutor(1) as pool:
            idle = set(_children(server))
            pool.submit(sandbox.run, b"import time; time.sleep(2)", Limits())
            while not (children := set(_children(server)) - idle):
                time.sleep(0.02)
            (child,) = children
            os.kill(server, signal.SIGKILL)
            assert _gone(child)


def test_closing_ends_every_process() -> None:
    """After `close` no process of the sandbox is left, and running is refused."""
    sandbox = Sandbox(harness=ECHO_HARNESS, prove=False)
    sandbox.start()
    server = _server_process(sandbox)
    sandbox.close()
    assert _gone(server)
    with pytest.raises(SandboxError, match="closed"):
        sandbox.run(b"", Limits())
