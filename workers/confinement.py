"""How the fork server and its children give up what they do not need, layer by layer.

The fork server confines itself once (`confine_server`); every child inherits that and goes further (`ChildConfinement.enter`).
Nothing here can be undone by the process it binds. Each layer is proven from inside a child by `workers/witness.py`.
"""

from __future__ import annotations

import fcntl
import math
import os
import resource
import select
import signal
from collections.abc import Iterable

from workers import kernel, landlock
from workers.policy import OWN_ID, learner_policy
from workers.seccomp import Filter, compile_policy
from workers.syscalls import native

ABOVE_CHILD_PLACES = 10
OPEN_FILES = 64
STACK_BYTES = 8 << 20
CPU_GRACE_SECONDS = 1
_DESCRIPTOR_END = 1 << 30

_NOTHING = (0, 0)
_ZEROED = ("CORE", "MEMLOCK", "MSGQUEUE", "NICE", "RTPRIO", "RTTIME")


def move_up(descriptor: int) -> int:
    """Move a descriptor of the fork server's own out of the way of the numbers that a child gives to its own."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, ABOVE_CHILD_PLACES)
    os.close(descriptor)
    return moved


class ConfinementError(Exception):
    """A layer could not be put in place; the message names it and says why."""


def confine_server(paths: Iterable[str]) -> int:
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
        rules = landlock.Ruleset(version, rights=landlock.handled_rights(version), network=True)
        for path in paths:
            rules.allow(path, landlock.READ)
        rules.allow(os.devnull, landlock.READ | landlock.WRITE_FILE)
        rules.enforce()
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
        parent: a process descriptor of the fork server.

    Raises:
        OSError: the kernel refused to prepare a layer.
    """

    def __init__(self, version: int, parent: int) -> None:
        self._parent = parent
        self._domain = landlock.Ruleset(version, rights=0, scoped=True) if landlock.has_scopes(version) else None
        if self._domain:
            self._domain.descriptor = move_up(self._domain.descriptor)
        self._filter = Filter(compile_policy(learner_policy(alone=False), native()), OWN_ID)

    def limit(self, *, cpu_seconds: float, address_bytes: int, file_bytes: int) -> None:
        """Set the resource limits of this child.

        Args:
            cpu_seconds: the kernel kills one to two seconds later; the worker is more exact.
            address_bytes: all that the child may map; an allocation beyond it fails.
            file_bytes: the longest file that it may write.
        """
        cpu = math.ceil(cpu_seconds) + CPU_GRACE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        resource.setrlimit(resource.RLIMIT_AS, (address_bytes, address_bytes))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
        resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
        resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES, STACK_BYTES))
        for name in _ZEROED:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), _NOTHING)

    def die_with_server(self) -> None:
        """Have the kernel kill this child when the fork server dies, and end at once if it already has.

        Raises:
            ConfinementError: the fork server is gone.
        """
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        gone = select.poll()
        gone.register(self._parent, select.POLLIN)
        if gone.poll(0):
            raise ConfinementError("the fork server died")

    def enter(self, first_to_close: int) -> None:
        """Put on the last layers: no capabilities, a Landlock domain of its own, no foreign descriptor, the system call filter.

        Args:
            first_to_close: descriptors from this one on are closed, those of the fork server among them.

        Raises:
            OSError: the kernel refused.
        """
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.drop_capabilities()
        if self._domain:
            self._domain.enforce()
        os.closerange(first_to_close, _DESCRIPTOR_END)
        self._filter.install(os.getpid())
