"""How the fork server and its children give up what they do not need, layer by layer.

The fork server confines itself once (`confine_server`); every child inherits that and goes further (`ChildConfinement.enter`).
What costs a child most is touching memory that it shares with the fork server, so its calls are prepared beforehand.
Nothing here can be undone by the process it binds. Each layer is proven from inside a child by `workers/witness.py`.
"""

from __future__ import annotations

import contextlib
import math
import os
import resource
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workers import kernel, landlock
from workers.policy import OWN_ID, learner_policy
from workers.seccomp import Filter, compile_policy
from workers.syscalls import native

OPEN_FILES = 128
PENDING_SIGNALS = 256
STACK_BYTES = 8 << 20
THREAD_STACK_BYTES = 2 << 20
THREADS = 128
CPU_GRACE_SECONDS = 1
_DESCRIPTOR_END = 1 << 30
_KILLED_FIRST = 1000
_LOCKING = "MEMLOCK"
DEATH_SIGNAL = signal.SIGKILL
"""What a child gets when the fork server dies."""

SERVER_LIMITS = {
    "CORE": 0,
    "MEMLOCK": 0,
    "MSGQUEUE": 0,
    "NICE": 0,
    "RTPRIO": 0,
    "SIGPENDING": PENDING_SIGNALS,
    "STACK": STACK_BYTES,
}
"""Limits that suit the fork server too, so that its children need not set them."""


class ConfinementError(Exception):
    """A layer could not be put in place; the message names it and says why."""


def lower_limit(limit: int, value: int) -> None:
    """Set a resource limit for good, unless it is lower already."""
    hardest = resource.getrlimit(limit)[1]
    lowered = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
    resource.setrlimit(limit, (lowered, lowered))


def landlock_version() -> int:
    """The Landlock ABI of the running kernel.

    Raises:
        ConfinementError: it has none.
    """
    version = landlock.abi()
    if version == 0:
        raise ConfinementError(
            "landlock: this kernel has none, or it is switched off; "
            "boot Linux 5.13 or later with landlock among the `lsm=` modules"
        )
    return version


def be_killed_first() -> None:
    """Ask the kernel to end this process and its children, before anything else, where the whole machine runs out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_KILLED_FIRST))


def allow_open_files() -> None:
    """Let the fork server have as many descriptors as it may: some for each seat, and more than that for what is under way.

    The kernel counts what a whole user has sent and nobody has taken yet, whichever of its processes it was, and lets a process
    send another descriptor only while that is not more than what this process may have open.
    """
    hardest = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hardest, hardest))


def confine_server(version: int, paths: Iterable[Path], scratch: Path | None, file_bytes: int) -> None:
    """Confine the fork server, and so every child: no new privileges, and only `paths` to read. `forbid_locking` comes later.

    Args:
        version: the Landlock ABI.
        paths: files and folders that may be read; `/dev/null` may also be written.
        scratch: a folder to write to, if there is one.
        file_bytes: the longest file that may be written.

    Raises:
        ConfinementError: the kernel cannot do it.
    """
    try:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.drop_bounding_set()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.set_thread_stack(THREAD_STACK_BYTES)  # stacks count as address space, however little of them is used
        for name, value in {**SERVER_LIMITS, "FSIZE": file_bytes}.items():
            if name != _LOCKING:
                lower_limit(getattr(resource, f"RLIMIT_{name}"), value)
        rules = landlock.Ruleset(version, rights=landlock.handled_rights(version), network=True)
        for path in paths:
            rules.allow(path, landlock.READ)
        rules.allow(Path(os.devnull), landlock.READ | landlock.WRITE_FILE)
        if scratch is not None:
            rules.allow(scratch, landlock.SCRATCH)
        rules.enforcing()()
        rules.close()
    except OSError as error:
        raise ConfinementError(f"landlock: the kernel refused the rules: {error}") from error


def forbid_locking() -> None:
    """Set the last of the fork server's limits, when it has pinned the memory that it pins (`hot_pages.py`)."""
    lower_limit(getattr(resource, f"RLIMIT_{_LOCKING}"), SERVER_LIMITS[_LOCKING])


def address_space_bytes(statm: int) -> int:
    """What a process maps, from its open `/proc/PID/statm`."""
    return int(os.pread(statm, 64, 0).split()[0]) * resource.getpagesize()


@dataclass(frozen=True)
class Room:
    """What this child is given.

    Attributes:
        cpu_seconds: the kernel kills one to two seconds later; the worker is more exact.
        address_bytes: all that it may map; an allocation beyond it fails.
        user: the user and group id that it takes, or None to keep the fork server's.
        folder: its working folder.
        enter_domain: puts it in a Landlock domain of its own, if there is one.
    """

    cpu_seconds: float
    address_bytes: int
    user: int | None = None
    folder: str | None = None
    enter_domain: Callable[[], None] | None = None


class ChildConfinement:
    """What a child puts on after the fork, prepared before it so that the child has little left to do.

    Args:
        apart: children are in another process-id namespace than the fork server.
    """

    def __init__(self, *, apart: bool) -> None:
        self._server = 0 if apart else os.getpid()  # what a child sees as its parent
        self.die_with_server = kernel.prepared("prctl", kernel.PR_SET_PDEATHSIG, DEATH_SIGNAL, 0, 0, 0)
        self._stay_private = kernel.prepared("prctl", kernel.PR_SET_DUMPABLE, 0, 0, 0, 0)
        self._drop_capabilities = kernel.dropping_capabilities()
        most = min(OPEN_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
        self._open_files = (most, most)
        self._filter = Filter(compile_policy(learner_policy(), native()), OWN_ID)

    def enter(self, room: Room, first_to_close: int, before_filter: Callable[[], None] | None = None) -> None:
        """Confine this child, for ever.

        Args:
            room: what it is given.
            first_to_close: descriptors from this one on are closed, those of the fork server among them.
            before_filter: what a witness does while the system call filter is still to come.

        Raises:
            OSError: the kernel refused.
            ConfinementError: the fork server is gone.
        """
        os.setsid()
        if room.user is not None:
            become(room.user)
            self._stay_private()
        self.die_with_server()  # after the change of user, which would clear it
        if os.getppid() != self._server:
            raise ConfinementError("the fork server died")
        cpu = math.ceil(room.cpu_seconds) + CPU_GRACE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        resource.setrlimit(resource.RLIMIT_AS, (room.address_bytes, room.address_bytes))
        self._drop_capabilities()
        if room.folder is not None:
            os.chdir(room.folder)
        if room.enter_domain:
            room.enter_domain()
        if before_filter:
            before_filter()
        os.closerange(first_to_close, _DESCRIPTOR_END)
        resource.setrlimit(resource.RLIMIT_NOFILE, self._open_files)
        self._filter.install(os.getpid())


def become(user: int) -> None:
    """Take a user id that nobody else has, and may have only so many threads."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    resource.setrlimit(resource.RLIMIT_NPROC, (THREADS, THREADS))
