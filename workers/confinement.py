"""How the fork server and its children give up what they do not need, layer by layer.

The fork server confines itself once (`confine_server`); every child inherits that and goes further (`ChildConfinement.enter`).
What costs a child most is touching memory that it shares with the fork server, so its calls are prepared beforehand.
Nothing here can be undone by the process it binds. Each layer is proven from inside a child by `workers/witness.py`.
"""

from __future__ import annotations

import fcntl
import math
import os
import resource
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

from workers import kernel, landlock
from workers.policy import OWN_ID, learner_policy
from workers.seccomp import Filter, compile_policy
from workers.syscalls import native

ABOVE_CHILD_PLACES = 10
OPEN_FILES = 128
PENDING_SIGNALS = 256
STACK_BYTES = 8 << 20
THREAD_STACK_BYTES = 2 << 20
CPU_GRACE_SECONDS = 1
_DESCRIPTOR_END = 1 << 30

_SERVER_LIMITS = {
    "CORE": 0,
    "FSIZE": 0,
    "MEMLOCK": 0,
    "MSGQUEUE": 0,
    "NICE": 0,
    "NOFILE": OPEN_FILES,
    "RTPRIO": 0,
    "SIGPENDING": PENDING_SIGNALS,
    "STACK": STACK_BYTES,
}
"""Limits that suit the fork server too, so that its children need not set them."""


def move_up(descriptor: int) -> int:
    """Move a descriptor of the fork server's own out of the way of the numbers that a child gives to its own."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, ABOVE_CHILD_PLACES)
    os.close(descriptor)
    return moved


class ConfinementError(Exception):
    """A layer could not be put in place; the message names it and says why."""


def _lower_limit(limit: int, value: int) -> None:
    """Set a resource limit for good, unless it is lower already."""
    hardest = resource.getrlimit(limit)[1]
    lowered = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
    resource.setrlimit(limit, (lowered, lowered))


def confine_server(paths: Iterable[Path]) -> int:
    """Confine the fork server, and so every child: no new privileges, and only `paths` to read.

    Args:
        paths: files and folders that may be read; `/dev/null` among them may also be written.

    Returns:
        The Landlock ABI in force.

    Raises:
        ConfinementError: the kernel cannot do it.
    """
    version = landlock.abi()
    if version == 0:
        raise ConfinementError(
            "landlock: this kernel has none, or it is switched off; boot Linux 5.13 or later with landlock among the `lsm=` modules"
        )
    try:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.drop_bounding_set()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.set_thread_stack(THREAD_STACK_BYTES)  # stacks count as address space, however little of them is used
        for name, value in _SERVER_LIMITS.items():
            _lower_limit(getattr(resource, f"RLIMIT_{name}"), value)
        rules = landlock.Ruleset(version, rights=landlock.handled_rights(version), network=True)
        for path in paths:
            rules.allow(path, landlock.READ)
        rules.allow(Path(os.devnull), landlock.READ | landlock.WRITE_FILE)
        rules.enforcing()()
        rules.close()
    except OSError as error:
        raise ConfinementError(f"landlock: the kernel refused the rules: {error}") from error
    return version


def address_space_bytes(statm: int) -> int:
    """What a process maps, from its open `/proc/PID/statm`."""
    return int(os.pread(statm, 64, 0).split()[0]) * resource.getpagesize()


class ChildConfinement:
    """What a child puts on after the fork, prepared before it so that the child has little left to do.

    Args:
        version: the Landlock ABI in force.

    Raises:
        OSError: the kernel refused to prepare a layer.
    """

    def __init__(self, version: int) -> None:
        self._server = os.getpid()
        self._die_with_server = kernel.prepared("prctl", kernel.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        self._drop_capabilities = kernel.dropping_capabilities()
        self._scope = _own_domain(version) if landlock.has_scopes(version) else None
        self._filter = Filter(compile_policy(learner_policy(alone=False), native()), OWN_ID)

    def enter(
        self,
        *,
        cpu_seconds: float,
        address_bytes: int,
        first_to_close: int,
        before_filter: Callable[[], None] | None = None,
    ) -> None:
        """Confine this child, for ever.

        Args:
            before_filter: what a witness does while the system call filter is still to come.
            cpu_seconds: the kernel kills one to two seconds later; the worker is more exact.
            address_bytes: all that the child may map; an allocation beyond it fails.
            first_to_close: descriptors from this one on are closed, those of the fork server among them.

        Raises:
            OSError: the kernel refused.
            ConfinementError: the fork server is gone.
        """
        os.setsid()
        self._die_with_server()
        if os.getppid() != self._server:
            raise ConfinementError("the fork server died")
        cpu = math.ceil(cpu_seconds) + CPU_GRACE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        resource.setrlimit(resource.RLIMIT_AS, (address_bytes, address_bytes))
        self._drop_capabilities()
        if self._scope:
            self._scope()
        if before_filter:
            before_filter()
        os.closerange(first_to_close, _DESCRIPTOR_END)
        self._filter.install(os.getpid())


def _own_domain(version: int) -> Callable[[], None]:
    """A prepared call that puts the caller in a Landlock domain of its own, out of which no signal reaches."""
    rules = landlock.Ruleset(version, rights=0, scoped=True)
    rules.descriptor = move_up(rules.descriptor)
    return rules.enforcing()
