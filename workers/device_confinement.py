"""How a child of a device lane gives up what it does not need: half of it before it opens the device, half after.

Opening a device starts threads of the driver's own. A Landlock domain binds the thread that enters it and those it starts later,
so files are closed before the device is opened; the system call filter is bound to all threads at once, afterwards. What opening
needs and running does not - calls of every kind - is thus gone for the driver's threads too: a program could take one over.
"""

from __future__ import annotations

import math
import os
import resource
from collections.abc import Sequence
from pathlib import Path

from workers import confinement, kernel, landlock
from workers.confinement import ConfinementError, Room
from workers.policy import OWN_ID
from workers.seccomp import Filter, Rule, compile_policy
from workers.syscalls import native

OPEN_FILES = 1024
"""The driver opens a descriptor for much of what it maps."""
DRIVER_BYTES = 1 << 30
"""Memory of the host that libraries take while a program runs, beside the program's own: kernels are loaded when first used."""

_DESCRIPTOR_END = 1 << 30
_OWN_FILES = ("status", "stat", "statm", "maps", "task")
_PAGES_OF_DATA = 5  # place in /proc/PID/statm
_DEVICE_RIGHTS = landlock.READ_FILE | landlock.WRITE_FILE | landlock.IOCTL_DEV


class DeviceConfinement:
    """What a child puts on around opening its device, prepared in the fork server.

    Args:
        version: the Landlock ABI.
        paths: files and folders that may be read.
        nodes: device files that may be read, written and controlled.
        policy: the system calls that stay.
    """

    def __init__(self, version: int, paths: Sequence[Path], nodes: Sequence[Path], policy: dict[str, Rule]) -> None:
        self._version = version
        self._paths = paths
        self._nodes = nodes
        self._server = os.getpid()
        self._drop_capabilities = kernel.dropping_capabilities()
        self._filter = Filter(compile_policy(policy, native()), OWN_ID)
        self._statm = -1

    def begin(self, room: Room, first_to_close: int) -> None:
        """Do all that must come before the driver's threads exist.

        Args:
            room: the user that the child becomes.
            first_to_close: descriptors from this one on are closed.

        Raises:
            OSError: the kernel refused.
            ConfinementError: the fork server is gone.
        """
        os.setsid()
        os.closerange(first_to_close, _DESCRIPTOR_END)
        if room.user is not None:
            confinement.become(room.user)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, confinement.DEATH_SIGNAL)
        if os.getppid() != self._server:
            raise ConfinementError("the fork server died")
        self._drop_capabilities()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # for now: the driver reads some of its own files in /proc
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        self._close_files()

    def _close_files(self) -> None:
        rules = landlock.Ruleset(
            self._version, rights=landlock.handled_rights(self._version), network=True, scoped=True
        )
        for path in self._paths:
            rules.allow(path, landlock.READ)
        for name in _OWN_FILES:
            rules.allow(Path("/proc/self").resolve() / name, landlock.READ)
        rules.allow(Path(os.devnull), landlock.READ | landlock.WRITE_FILE)
        for node in self._nodes:
            if not rules.allow(node, _DEVICE_RIGHTS):
                raise ConfinementError(f"{node} cannot be reached by the child")
        rules.enforcing()()
        rules.close()

    def complete(self) -> None:
        """Do all that the driver could not have borne: limits, and the filter on every thread there is.

        Raises:
            OSError: the kernel refused.
            ConfinementError: a thread could not be bound.
        """
        for name, value in {**confinement.SERVER_LIMITS, "NOFILE": OPEN_FILES, "FSIZE": 0}.items():
            confinement.lower_limit(getattr(resource, f"RLIMIT_{name}"), value)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        unbound = self._filter.install_everywhere(os.getpid())
        if unbound:
            raise ConfinementError(f"seccomp: thread {unbound} could not be bound")

    def limit(self, cpu_seconds: float, memory_bytes: int) -> None:
        """Set what the run may use from now on. Address space cannot be limited here: the driver reserves terabytes of it."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        cpu = math.ceil(usage.ru_utime + usage.ru_stime + cpu_seconds) + confinement.CPU_GRACE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        pages = int(os.pread(self._statm, 128, 0).split()[_PAGES_OF_DATA])
        os.close(self._statm)
        data = pages * resource.getpagesize() + memory_bytes + DRIVER_BYTES
        resource.setrlimit(resource.RLIMIT_DATA, (data, data))
