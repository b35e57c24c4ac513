"""What a program may not do, and what it may, tried in the real sandbox."""

from __future__ import annotations

import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.conftest import Run
from workers.sandbox import Ending

REPOSITORY = Path(__file__).resolve().parents[2]

TRY = """
import os, sys, errno
try:
    {attempt}
except OSError as error:
    record(errno.errorcode.get(error.errno, str(error)))
except Exception as error:
    record(type(error).__name__)
else:
    record("it worked")
"""


def attempt(run: Run, statement: str) -> str:
    """Run one statement; returns the name of the error it met, or that it worked."""
    outcome = run(TRY.format(attempt=statement))
    assert outcome.ending is Ending.EXITED, outcome
    return str(eval(outcome.record))  # noqa: S307 - text of our own program


PROCESSES = {
    "fork": "os.fork()",
    "exec": "os.execv('/bin/true', ['true'])",
    "subprocess": "import subprocess; subprocess.run(['true'])",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "popen": "os.popen('true')",
    "multiprocessing": "import multiprocessing; multiprocessing.Process(target=print).start()",
    "terminal": "os.forkpty()",
}


@pytest.mark.parametrize("name", PROCESSES)
def test_no_process_can_be_started(run: Run, name: str) -> None:
    """Every way to start a process is refused."""
    assert attempt(run, PROCESSES[name]) in {"EPERM", "EACCES", "ENOENT"}


def test_a_shell_command_does_not_run(run: Run) -> None:
    """`os.system` says that there is no shell, and nothing happens."""
    assert run("import os; record(os.system('true') != 0)").record == b"True"


NETWORK = {
    "internet": "import socket; socket.socket(socket.AF_INET)",
    "internet 6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "unix": "import socket; socket.socket(socket.AF_UNIX)",
    "raw": "import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "netlink": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "vsock": "import socket; socket.socket(40, socket.SOCK_STREAM)",
    "pair": "import socket; socket.socketpair()",
    "connection": "import socket; socket.create_connection(('127.0.0.1', 1))",
}


@pytest.mark.parametrize("name", NETWORK)
def test_no_socket_can_be_made(run: Run, name: str) -> None:
    """No kind of socket exists."""
    assert attempt(run, NETWORK[name]) == "EPERM"


def test_a_service_beside_the_sandbox_is_out_of_reach(run: Run) -> None:
    """A server that listens on this machine, on a port or under a name, hears nothing."""
    with socket.create_server(("127.0.0.1", 0)) as port, socket.socket(socket.AF_UNIX) as name:
        name.bind(f"\0torchgrader-{port.getsockname()[1]}")
        name.listen()
        number = port.getsockname()[1]
        assert attempt(run, f"import socket; socket.create_connection(('127.0.0.1', {number}))") == "EPERM"
        port.settimeout(0.1)
        with pytest.raises(TimeoutError):
            port.accept()


READING = [
    str(REPOSITORY / "grader" / "errors.py"),
    str(REPOSITORY / "workers" / "sandbox.py"),
    str(REPOSITORY / "exercises"),
    str(REPOSITORY / ".git" / "HEAD"),
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hostname",
    "/proc/self/environ",
    "/proc/self/maps",
    "/proc/self/mem",
    "/proc/1/environ",
    "/sys/kernel/hostname",
    "/dev/shm",
    "/dev/mem",
    "/dev/tty",
    "/var/log",
    str(Path.home()),
    "/home",
    "/tmp",
    str(Path(sys.prefix) / "pyvenv.cfg"),
    str(Path(pytest.__file__).parent),
]


@pytest.mark.parametrize("path", READING)
def test_files_outside_cannot_be_read(run: Run, path: str) -> None:
    """Neither our own files nor the machine's can be opened, whatever way leads to them."""
    roundabout = f"/usr/../proc/../{path.lstrip('/')}"
    for way in (path, roundabout):
        statement = f"open({way!r}, 'rb') if not os.path.isdir({way!r}) else os.listdir({way!r})"
        assert attempt(run, statement) in {"EACCES", "ENOENT"}, way


@pytest.fixture
def canary() -> Iterator[Path]:
    """Return a file that anybody on this machine may read and write."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"secret")
        file.flush()
        Path(file.name).chmod(0o666)
        yield Path(file.name)


CHANGES = {
    "write": "open({path!r}, 'wb')",
    "append": "open({path!r}, 'ab')",
    "truncate": "os.truncate({path!r}, 0)",
    "unlink": "os.unlink({path!r})",
    "rename": "os.rename({path!r}, {path!r} + 'x')",
    "chmod": "os.chmod({path!r}, 0)",
    "chown": "os.chown({path!r}, 1, 1)",
    "utime": "os.utime({path!r})",
    "xattr": "os.setxattr({path!r}, 'user.x', b'1')",
    "link": "os.link({path!r}, {path!r} + 'x')",
    "symlink": "os.symlink({path!r}, {path!r} + 'x')",
    "mkdir": "os.mkdir({path!r} + 'x')",
    "fifo": "os.mkfifo({path!r} + 'x')",
}


@pytest.mark.parametrize("name", CHANGES)
def test_files_outside_cannot_be_changed(run: Run, canary: Path, name: str) -> None:
    """Even a file that everybody may write stays as it is, with its name, mode and times."""
    before = canary.stat()
    assert attempt(run, CHANGES[name].format(path=str(canary))) in {"EACCES", "EPERM", "ENOENT", "EROFS"}
    after = canary.stat()
    assert canary.read_bytes() == b"secret"
    assert (before.st_mode, before.st_mtime_ns, before.st_uid) == (after.st_mode, after.st_mtime_ns, after.st_uid)
    assert not canary.with_name(canary.name + "x").exists()


MACHINE = {
    "signal to the parent": "os.kill(os.getppid() or 1, 0)",
    "signal to everybody": "os.kill(-1, 0)",
    "signal to the group": "os.killpg(0, 0)",
    "limit raised": "import resource; resource.setrlimit(resource.RLIMIT_CPU, (99999, 99999))",
    "limit of another": "import resource; resource.prlimit(os.getppid() or 1, resource.RLIMIT_CPU)",
    "priority": "os.setpriority(os.PRIO_PROCESS, 0, -5)",
    "affinity of another": "os.sched_setaffinity(os.getppid() or 1, [0])",
    "session": "os.setsid()",
    "user": "os.setuid(0)",
    "root folder": "os.chroot('/')",
    "memory file": "os.memfd_create('x')",
    "lock": "import fcntl; fcntl.flock(open(os.__file__), fcntl.LOCK_EX)",
    "record lock": "import fcntl; fcntl.lockf(open(os.__file__), fcntl.LOCK_SH)",
    "lease": "import fcntl; fcntl.fcntl(open(os.__file__), fcntl.F_SETLEASE, fcntl.F_RDLCK)",
    "shared memory": "import mmap; mmap.mmap(-1, 4096)",
    "semaphore": "import multiprocessing; multiprocessing.Lock()",
    "pipe size": "import fcntl; fcntl.fcntl(1, 1031, 1 << 20)",
    "event": "os.eventfd(0)",
    "terminal input": "import fcntl, termios; fcntl.ioctl(1, termios.TIOCSTI, b'x')",
}


@pytest.mark.parametrize("name", MACHINE)
def test_the_machine_and_its_processes_cannot_be_touched(run: Run, name: str) -> None:
    """Other processes, the kernel's shared objects and raised limits are out of reach."""
    assert attempt(run, MACHINE[name]) in {"EPERM", "EACCES", "ENOENT", "ENOTTY", "ValueError", "ENOSYS"}


def test_death_signal_cannot_be_cleared(run: Run) -> None:
    """A program cannot arrange to outlive its fork server."""
    source = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); record((libc.prctl(1, 0), ctypes.get_errno()))"
    assert run(source).record == b"(-1, 1)"


def test_threads_are_bounded(run: Run) -> None:
    """A program may start threads, but not more than its memory holds; then it is told so."""
    source = (
        "import threading\nstop = threading.Event()\ncount = 0\n"
        "try:\n  while True: threading.Thread(target=stop.wait, daemon=True).start(); count += 1\n"
        "except RuntimeError: record(count)\n"
    )
    outcome = run(source, memory_bytes=256 << 20)
    assert 16 < int(outcome.record) < 256


def test_descriptors_are_bounded(run: Run) -> None:
    """A program that opens descriptor after descriptor is stopped."""
    assert attempt(run, "[os.pipe() for _ in range(100_000)]") == "EMFILE"


def test_environment_is_empty(run: Run) -> None:
    """Nothing of the worker's environment is there, nor of the fork server's: at most where to put temporary files."""
    assert run("import os; record(set(os.environ) - {'TMPDIR'})").record == b"set()"
    assert run("import os; record(os.environ.get('TMPDIR', os.getcwd()) == os.getcwd())").record == b"True"


def test_only_its_own_descriptors_are_open(run: Run) -> None:
    """Standard streams and the record: nothing else."""
    source = "import os\ndef there(n):\n  try: return bool(os.fstat(n))\n  except OSError: return False\n"
    assert run(source + "record([n for n in range(4096) if there(n)])").record == b"[0, 1, 2, 3]"


def test_our_modules_cannot_be_imported(run: Run) -> None:
    """The grader's code, and what else lies beside torch, is not importable."""
    source = "import importlib\nfound = []\nfor name in ('grader.grading', 'workers.sandbox', 'sqlalchemy', 'pytest', 'pip'):\n"
    source += "  try: importlib.import_module(name); found.append(name)\n"
    source += "  except (ImportError, PermissionError): pass\nrecord(found)"
    assert run(source).record == b"[]"


HONEST = {
    "standard library": "import colorsys, sqlite3, zoneinfo, wave, tomllib; zoneinfo.ZoneInfo('Europe/Berlin')",
    "package not loaded yet": "import sympy; assert str(sympy.diff('x**2')) == '2*x'",
    "after caches are dropped": "import importlib; importlib.invalidate_caches(); import tqdm, PIL.Image, networkx",
    "threads": "import concurrent.futures as c; assert list(c.ThreadPoolExecutor(4).map(abs, range(50))) == list(range(50))",
    "sleep": "import time; time.sleep(0.01)",
    "null device": "open('/dev/null', 'w').write('x'); assert open('/dev/null').read() == ''",
    "randomness": "import secrets; assert len(secrets.token_bytes(9)) == 9 and open('/dev/urandom', 'rb').read(3)",
    "signals to itself": "import signal; signal.signal(14, lambda *a: None); signal.alarm(1); signal.raise_signal(14)",
    "pipe": "import os; r, w = os.pipe(); os.write(w, b'x'); assert os.read(r, 9) == b'x'",
    "processors": "import os; assert os.cpu_count() and os.sched_getaffinity(0)",
    "terminal size": "import shutil; assert shutil.get_terminal_size().columns",
    "read-only map": "import mmap, os; f = open(os.__file__, 'rb'); mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)[:9]",
    "no input": "try: input()\nexcept EOFError: pass\nelse: raise ValueError",
}

HONEST_TORCH = {
    "more threads": "torch.set_num_threads(2); a = torch.randn(600, 600); (a @ a).sigmoid().sum()",
    "training": (
        "m = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.BatchNorm1d(8), torch.nn.ReLU(), torch.nn.Linear(8, 1))\n"
        "o = torch.optim.Adam(m.parameters())\n"
        "from torch.utils.data import DataLoader, TensorDataset\n"
        "for x, y in DataLoader(TensorDataset(torch.randn(64, 4), torch.randn(64, 1)), 16, shuffle=True):\n"
        "  o.zero_grad(); torch.nn.functional.mse_loss(m(x), y).backward(); o.step()"
    ),
    "saving to memory": "import io; b = io.BytesIO(); torch.save(torch.ones(3), b); b.seek(0); torch.load(b)",
    "functional": "torch.func.jacrev(lambda x: x**2)(torch.ones(2)); torch.func.vmap(torch.sin)(torch.ones(3))",
    "compiling without a compiler": "torch.compile(lambda x: x * 2, backend='eager')(torch.ones(2))",
    "large tensors": "torch.ones(20_000_000).sum()",
    "pruning": "import torch.nn.utils.prune",
    "script": "torch.jit.script(torch.nn.Linear(2, 2))(torch.ones(1, 2))",
    "plots": (
        "import io, matplotlib; matplotlib.use('Agg'); import matplotlib.pyplot as p\n"
        "p.plot([1, 2]); p.title('$x^2$'); p.savefig(io.BytesIO())"
    ),
    "linear algebra": "torch.linalg.svd(torch.randn(40, 40)); torch.fft.fft(torch.randn(64)); torch.linalg.inv(torch.eye(9))",
    "is there a GPU": "torch.device('cuda' if torch.cuda.is_available() else 'cpu')",
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_work_passes(run: Run, name: str) -> None:
    """What honest programs do with Python is possible."""
    outcome = run(HONEST[name] + "\nrecord(b'done')")
    assert outcome.record == b"done", outcome.stderr.decode()


@pytest.mark.parametrize("name", HONEST_TORCH)
def test_honest_torch_passes(run_torch: Run, name: str) -> None:
    """What honest programs do with torch and its friends is possible."""
    outcome = run_torch("import torch\n" + HONEST_TORCH[name] + "\nrecord(b'done')", memory_bytes=2 << 30)
    assert outcome.record == b"done", outcome.stderr.decode()
