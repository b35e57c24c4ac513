"""What a child testifies at start-up, from inside: that each layer denies what it should, and that honest work passes.

Testimony comes in two parts. `before_filter` speaks when everything but the system call filter is in force: the filter would
answer first, and hide whether the layers beneath it hold. `testify` speaks last, when all is in force. A claim that fails is
reported, never raised, so that one start-up names everything that is wrong.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import json
import mmap
import os
import random
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workers import kernel, landlock
from workers.descriptors import move_up
from workers.syscalls import native

_NOT_YET_IMPORTED = (
    "colorsys",
    "graphlib",
    "tomllib",
    "wave",
    "netrc",
    "torch.nn.utils.prune",
    "mpl_toolkits.axes_grid1",
)
_PAGE_BYTES = 4096
_MANY_DESCRIPTORS = 4096
_CLOSED_PORT = 9  # discard
_SCRATCH_NUMBERS = 64
_LARGE_BYTES = 8 << 20
_FULL_AFTER_FILES = 32
_TOO_MANY_FILES = 100_000
UNREACHABLE = (errno.EACCES, errno.ENOENT)
_WRITABLE_FOR_ALL = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - nothing may be created there


@dataclass(frozen=True)
class Claim:
    """One thing that was tried.

    Attributes:
        layer: the layer that it is about.
        tried: what was tried, in words.
        holds: whether it went as it should.
        saw: what happened.
    """

    layer: str
    tried: str
    holds: bool
    saw: str


def refused(layer: str, tried: str, attempt: Callable[[], object], *wanted: int) -> Claim:
    """A claim that `attempt` fails with one of the error numbers `wanted`."""
    try:
        result = attempt()
    except OSError as error:
        return Claim(layer, tried, error.errno in wanted, errno.errorcode.get(error.errno or 0, str(error)))
    return Claim(layer, tried, False, f"it worked: {result!r}")


def passes(tried: str, attempt: Callable[[], object]) -> Claim:
    """A claim that honest work is possible."""
    try:
        attempt()
    except Exception as error:
        return Claim("honest-work", tried, False, f"{type(error).__name__}: {error}")
    return Claim("honest-work", tried, True, "done")


def equals(layer: str, tried: str, found: object, wanted: object) -> Claim:
    """A claim that something is as it should be."""
    return Claim(layer, tried, found == wanted, str(found))


class Witness:
    """Collects the claims of one child.

    Args:
        version: the Landlock ABI in force.
        layers: names of the layers above the floor that should hold.
        file_bytes: the longest file that a child may write.

    Made in the fork server: it keeps what a child must not reach, a process descriptor and an abstract socket of the fork server.
    """

    def __init__(self, version: int, layers: Collection[str], file_bytes: int) -> None:
        self._version = version
        self._layers = layers
        self._file_bytes = file_bytes
        self._server_user = os.getuid()
        self._server = move_up(os.pidfd_open(os.getpid()))
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind("")  # the kernel picks a free abstract name
        self._listener.listen()
        self._address = self._listener.getsockname()
        self._claims: list[Claim] = []

    def before_filter(self) -> None:
        """Testify to what the system call filter would hide."""
        self._claims += [
            equals("no_new_privs", "ask for it", kernel.prctl(kernel.PR_GET_NO_NEW_PRIVS), 1),
            equals("capabilities", "list them", kernel.capabilities(), 0),
            equals("lifetime", "ask which signal the fork server's death brings", _death_signal(), signal.SIGKILL),
            equals("lifetime", "ask for its session", os.getsid(0), os.getpid()),
        ]
        if landlock.has_network_rules(self._version):
            self._claims.append(refused("landlock", "connect over TCP", self._connect, errno.EACCES))
        if landlock.has_scopes(self._version):
            apart = (errno.EINVAL,) if "pid-namespace" in self._layers else ()  # there it cannot even be named
            self._claims.append(refused("landlock", "signal the fork server", self._signal, errno.EPERM, *apart))
            self._claims.append(refused("landlock", "reach an abstract socket", self._connect_abstract, errno.EPERM))
        if "network-namespace" in self._layers:
            unreachable = errno.ENETUNREACH
            self._claims.append(refused("network-namespace", "send to this machine", self._send, unreachable))

    def _connect(self) -> None:
        with socket.socket() as attempt:
            attempt.connect(("127.0.0.1", _CLOSED_PORT))

    def _send(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as attempt:
            attempt.sendto(b"", ("127.0.0.1", _CLOSED_PORT))

    def _signal(self) -> None:
        signal.pidfd_send_signal(self._server, 0)

    def _connect_abstract(self) -> None:
        with socket.socket(socket.AF_UNIX) as attempt:
            attempt.connect(self._address)

    def testify(self, job: bytes, record: int) -> None:
        """Testify to everything else and write all claims to the record, as JSON.

        Args:
            job: JSON: `files` that must not open, `folders` that must not be listed, `address_bytes` that must not be mapped;
                or `foreign`, the convention of a call that must kill; `eat`, bytes of memory to use; `threads`, how many to start.
            record: the descriptor to write to.
        """
        wanted: dict[str, Any] = json.loads(job)
        if foreign := wanted.get("foreign"):
            FOREIGN_CALLS[foreign]()
        if "eat" in wanted:
            bytearray(wanted["eat"])
            return
        if "threads" in wanted:
            os.write(record, str(_count_threads(wanted["threads"])).encode())
            return
        self._claims += [
            *files(wanted["files"], wanted["folders"]),
            *calls(),
            *_memory(wanted["address_bytes"], self._file_bytes),
            *_leftovers(record, {"TMPDIR": str(Path.cwd())} if "scratch" in self._layers else {}),
            *self.above_the_floor(wanted["files"]),
            *honest_work(),
        ]
        text = json.dumps({"claims": [asdict(claim) for claim in self._claims], "drawn": draw()}).encode()
        while text:
            text = text[os.write(record, text) :]

    def above_the_floor(self, files: Sequence[str]) -> Iterator[Claim]:
        """Claims about each layer above the floor that should hold."""
        if "mount-namespace" in self._layers:
            for path in map(Path, [*files, "/proc/self", "/etc/passwd", "/home"]):
                yield refused("mount-namespace", f"find {path.name}", path.stat, errno.ENOENT)
        if "pid-namespace" in self._layers:
            yield equals("pid-namespace", "ask for its parent", os.getppid(), 0)
        if "uid" in self._layers:
            ids = {*os.getresuid(), *os.getresgid(), *os.getgroups()}
            yield Claim("uid", "ask for its ids", len(ids) == 1 and not ids & {0, self._server_user}, str(ids))
        if "scratch" in self._layers:
            yield from _scratch()


def _death_signal() -> int:
    answer = ctypes.c_int()
    kernel.syscall("prctl", kernel.PR_GET_PDEATHSIG, ctypes.byref(answer))
    return answer.value


def files(closed: Sequence[str], folders: Sequence[str], own: Sequence[str] = ("/proc/self/maps",)) -> Iterator[Claim]:
    """Files that must not open, those of the process's own in /proc among them, and folders that must not be listed."""
    for path in map(Path, [*closed, "/etc/passwd", *own, "/proc/1/environ"]):
        yield refused("landlock", f"read {path.name}", path.read_bytes, *UNREACHABLE)
    for path in map(Path, folders):
        yield refused("landlock", f"list {path.name}", partial(_list, path), *UNREACHABLE)
    for folder in map(Path, (*_WRITABLE_FOR_ALL, sys.prefix, json.__path__[0])):
        yield refused(
            "landlock", f"create a file in {folder.name}", (folder / "witness").touch, *UNREACHABLE, errno.EROFS
        )


def _list(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def calls() -> Iterator[Claim]:
    """Calls that the filter must deny: processes, sockets, other processes, the machine."""
    here = os.getpid()
    stranger = os.getppid() or 1
    page = ctypes.create_string_buffer(_PAGE_BYTES)
    attempts: list[tuple[str, tuple[object, ...]]] = [
        ("clone", (signal.SIGCHLD, 0, 0, 0, 0)),
        ("execve", (b"/bin/true", 0, 0)),
        ("execveat", (-100, b"/bin/true", 0, 0, 0)),
        *(("socket", (family, kind, 0)) for family in (1, 2, 10, 16, 17, 40) for kind in (1, 2)),
        ("socketpair", (1, 1, 0, page)),
        ("kill", (stranger, 0)),
        ("kill", (-1, 0)),
        ("tgkill", (stranger, stranger, 0)),
        ("pidfd_open", (here, 0)),
        ("prlimit64", (stranger, resource.RLIMIT_CPU, 0, page)),
        ("sched_setaffinity", (stranger, 8, page)),
        ("ptrace", (2, here, 0, 0)),
        ("process_vm_readv", (here, page, 1, page, 1, 0)),
        *((name, (0, page, 0, 0, 0)) for name in _KERNEL_SURFACE.split() if name in native().numbers),
        ("flock", (1, 5)),
        ("fcntl", (1, 8, stranger)),
        ("prctl", (kernel.PR_SET_DUMPABLE, 1, 0, 0, 0)),
        ("prctl", (kernel.PR_SET_PDEATHSIG, 0, 0, 0, 0)),
    ]
    for name, arguments in attempts:
        shown = ", ".join(str(a) if isinstance(a, int) else "..." for a in arguments)
        yield refused("seccomp", f"{name}({shown})", partial(_attempt, name, arguments), errno.EPERM)
    yield refused("seccomp", "clone3(...)", partial(kernel.syscall, "clone3", page, 88), errno.ENOSYS)
    if "fork" in native().numbers:
        yield refused("seccomp", "fork()", partial(_attempt, "fork", ()), errno.EPERM)


_KERNEL_SURFACE = """
    io_uring_setup io_uring_enter bpf keyctl add_key request_key mount umount2 pivot_root chroot unshare setns
    memfd_create memfd_secret userfaultfd perf_event_open init_module finit_module kexec_load open_by_handle_at name_to_handle_at
    shmget msgget semget mq_open inotify_init1 fanotify_init personality chmod fchmodat chown utimensat setxattr
    setuid setresuid setsid ioperm iopl modify_ldt quotactl acct swapon reboot sethostname splice vmsplice process_madvise mincore
    landlock_create_ruleset seccomp pkey_alloc timer_create epoll_create1 eventfd2 signalfd4 timerfd_create lookup_dcookie syslog
"""


def _attempt(name: str, arguments: tuple[object, ...]) -> int:
    """Make a call that must fail; should it make a process, that process ends at once."""
    result = kernel.syscall(name, *arguments)
    if name in {"clone", "fork"} and result == 0:
        os._exit(0)
    return result


def _call_as_32_bit() -> None:
    """Ask for the process id the way an i386 program does."""
    private, runnable = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    code = mmap.mmap(-1, _PAGE_BYTES, private, runnable)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20; int 0x80; ret
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()


def _call_as_x32() -> None:
    """Ask for the process id the way an x32 program does."""
    kernel.raw_syscall(native().numbers["getpid"] | (native().foreign_from or 0))


FOREIGN_CALLS: dict[str, Callable[[], None]] = {"i386": _call_as_32_bit, "x32": _call_as_x32}


def _memory(address_bytes: int, file_bytes: int) -> Iterator[Claim]:
    shared = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS
    yield refused("memory", "map shared memory", lambda: mmap.mmap(-1, _PAGE_BYTES, flags=shared), errno.EPERM)
    private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    yield refused("limits", "map more than allowed", lambda: mmap.mmap(-1, address_bytes, flags=private), errno.ENOMEM)
    yield equals("limits", "ask for RLIMIT_FSIZE", hard_limit("FSIZE"), file_bytes)
    for name in ("CORE", "MEMLOCK", "MSGQUEUE", "NICE", "RTPRIO"):
        yield equals("limits", f"ask for RLIMIT_{name}", hard_limit(name), 0)
    for name in ("AS", "CPU", "NOFILE", "STACK"):
        hardest = hard_limit(name)
        yield Claim("limits", f"ask for RLIMIT_{name}", hardest != resource.RLIM_INFINITY, str(hardest))


def hard_limit(name: str) -> int:
    """A resource limit that cannot be raised any more."""
    return resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1]


def _leftovers(record: int, environment: dict[str, str]) -> Iterator[Claim]:
    yield equals("environment", "list it", dict(os.environ), environment)
    open_descriptors = [number for number in range(_MANY_DESCRIPTORS) if _is_open(number)]
    yield equals("descriptors", "list them", open_descriptors, [0, 1, 2, record])


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _scratch() -> Iterator[Claim]:
    """The scratch folder is empty, can be used, and is bounded; those of others are out of reach."""
    folder = Path.cwd()
    yield Claim("scratch", "list it", *_tried(partial(_list, folder), []))
    yield Claim("scratch", "write a file", *_tried(partial((folder / "file").write_text, "kept"), 4))
    yield Claim("scratch", "read it", *_tried((folder / "file").read_text, "kept"))
    full = (errno.ENOSPC, errno.EFBIG)
    yield refused("scratch", "fill it", partial(_fill, folder), *full)
    yield refused("scratch", "make ever more files", partial(_litter, folder), *full)
    yield refused("scratch", "list all of them", partial(_list, folder.parent), errno.EACCES)
    for other in (folder.parent / str(number) for number in range(_SCRATCH_NUMBERS)):
        if other != folder and other.exists():
            yield refused("scratch", "list another's", partial(_list, other), errno.EACCES)
            yield refused("scratch", "write to another's", (other / "file").touch, errno.EACCES)


def _tried(attempt: Callable[[], object], wanted: object) -> tuple[bool, str]:
    """Whether something gives what is wanted, and what it gave."""
    try:
        found = attempt()
    except OSError as error:
        return False, str(error)
    return found == wanted, str(found)


def _fill(folder: Path) -> None:
    for number in range(_FULL_AFTER_FILES):
        with (folder / f"large{number}").open("wb") as file:
            file.write(bytes(_LARGE_BYTES))


def _litter(folder: Path) -> None:
    for number in range(_TOO_MANY_FILES):
        (folder / f"small{number}").touch()


def honest_work() -> Iterator[Claim]:
    """What programs do all the time: import, start a thread, take an optimiser's step."""
    for name in _NOT_YET_IMPORTED:
        package = name.partition(".")[0]
        if name not in sys.modules and (package in sys.stdlib_module_names or package in sys.modules):
            yield passes(f"import {name}", partial(importlib.import_module, name))
    yield passes("start a thread", _start_thread)
    yield passes("take an optimiser's step", _step)


def _start_thread() -> None:
    thread = threading.Thread(target=len, args=("",))
    thread.start()
    thread.join()


def _count_threads(most: int) -> int:
    """How many threads can be started, if no more than `most` are tried."""
    stop = threading.Event()
    for started in range(most):
        try:
            threading.Thread(target=stop.wait, daemon=True).start()
        except RuntimeError:
            return started
    return most


def _step() -> None:
    torch = sys.modules.get("torch")
    if torch is None:
        return
    layer = torch.nn.Linear(2, 1)
    before = layer.weight.detach().clone()
    optimiser = torch.optim.SGD(layer.parameters(), lr=1.0)
    layer(torch.ones(3, 2)).sum().backward()
    optimiser.step()
    if torch.equal(before, layer.weight):
        raise ValueError("the weights did not move")


def draw() -> list[str]:
    """One number of each generator; no two children may show the same."""
    drawn = [repr(random.random())]  # noqa: S311 - the generator that programs use
    if torch := sys.modules.get("torch"):
        drawn.append(repr(torch.rand(1).item()))
    if numpy := sys.modules.get("numpy"):
        drawn.append(repr(float(numpy.random.rand())))
    return drawn
