"""What a child of a device lane testifies at start-up: as on the CPU, but for what a context needs, and of older threads besides.

A thread is started before the device is opened, as the driver starts threads of its own. It must be bound like the others.
"""

from __future__ import annotations

import errno
import json
import mmap
import os
import resource
import stat
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from workers import kernel, witness
from workers.device import Device
from workers.witness import Claim, Witness

_PAGE_BYTES = 4096
_PATIENCE_SECONDS = 30.0
_MANY_DESCRIPTORS = 4096
_MARGIN_BYTES = 1 << 30
_CLOSED_OF_ITS_OWN = ("/proc/self/environ", "/proc/self/mountinfo", "/proc/self/mem")


class DeviceWitness(Witness):
    """Collects the claims of one child of a device lane.

    Args:
        version: the Landlock ABI in force.
        layers: names of the layers above the floor that should hold.
        device: what is open.
        environment: the whole environment that a program may see.
    """

    def __init__(self, version: int, layers: Collection[str], device: Device, environment: Mapping[str, str]) -> None:
        super().__init__(version, layers, file_bytes=0)
        self._device = device
        self._environment = dict(environment)
        self._asked = threading.Event()
        self._answered = threading.Event()

    def before_device(self) -> None:
        """Start a thread that will speak when all is in force."""
        threading.Thread(target=self._speak_later, daemon=True).start()

    def _signal(self) -> None:
        os.kill(os.getppid(), 0)

    def _speak_later(self) -> None:
        self._asked.wait()
        self._claims += [
            witness.refused("landlock", "read /etc/passwd in an older thread", _read_a_file, *witness.UNREACHABLE),
            witness.refused("seccomp", "make a socket in an older thread", _make_a_socket, errno.EPERM),
        ]
        self._answered.set()

    def testify(self, job: bytes, record: int) -> None:
        """Testify to everything and write all claims to the record, as JSON; the job is that of a witness on the CPU."""
        wanted: dict[str, Any] = json.loads(job)
        if foreign := wanted.get("foreign"):
            witness.FOREIGN_CALLS[foreign]()
        self._asked.set()
        heard = self._answered.wait(_PATIENCE_SECONDS)
        self._claims += [
            Claim("seccomp", "hear an older thread", heard, "heard" if heard else "nothing"),
            *witness.files(wanted["files"], wanted["folders"], _CLOSED_OF_ITS_OWN),
            *witness.calls(),
            *_memory(wanted["address_bytes"]),
            *_leftovers(record, self._environment),
            *self.above_the_floor(wanted["files"]),
            *witness.honest_work(),
            witness.passes("work on the device", self._device.exercise),
        ]
        text = json.dumps({"claims": [asdict(claim) for claim in self._claims], "drawn": witness.draw()}).encode()
        while text:
            text = text[os.write(record, text) :]


def _read_a_file() -> bytes:
    return Path("/etc/passwd").read_bytes()


def _make_a_socket() -> int:
    return kernel.syscall("socket", 2, 1, 0)


def _memory(memory_bytes: int) -> Iterator[Claim]:
    """Memory is limited by what is written to it; the machine's reserve of large pages is out of reach."""
    reserve = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000  # MAP_HUGETLB
    yield witness.refused("memory", "map a page of the reserve", partial(_map, _PAGE_BYTES, reserve), errno.EPERM)
    private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    too_much = partial(_map, memory_bytes + _MARGIN_BYTES, private)
    yield witness.refused("limits", "map more than allowed", too_much, errno.ENOMEM)
    for name in ("FSIZE", "CORE", "MEMLOCK", "MSGQUEUE", "NICE", "RTPRIO"):
        yield witness.equals("limits", f"ask for RLIMIT_{name}", witness.hard_limit(name), 0)
    for name in ("DATA", "CPU", "NOFILE", "STACK"):
        hardest = witness.hard_limit(name)
        yield Claim("limits", f"ask for RLIMIT_{name}", hardest != resource.RLIM_INFINITY, str(hardest))


def _map(length: int, flags: int) -> mmap.mmap:
    return mmap.mmap(-1, length, flags=flags)


def _leftovers(record: int, environment: Mapping[str, str]) -> Iterator[Claim]:
    """Nothing is left of the fork server; the driver's own descriptors are devices and channels, no file and no folder."""
    yield witness.equals("environment", "list it", dict(os.environ), dict(environment))
    standard, others = [0, 1, 2, record], []
    for number in range(_MANY_DESCRIPTORS):
        kind = _kind_of(number)
        if kind is not None and number not in standard:
            others.append((number, kind))
    foreign = [f"{number}: {kind}" for number, kind in others if kind]
    yield Claim("descriptors", "list them", not foreign, ", ".join(foreign) or f"{len(others)} of the driver's")


def _kind_of(number: int) -> str | None:
    """What a descriptor should not be; empty if it may be there, None if it is closed."""
    try:
        found = os.fstat(number)
    except OSError:
        return None
    checks: tuple[tuple[Callable[[int], bool], str], ...] = ((stat.S_ISDIR, "a folder"), (stat.S_ISBLK, "a disk"))
    for holds, kind in checks:
        if holds(found.st_mode):
            return kind
    return "a file" if stat.S_ISREG(found.st_mode) and found.st_nlink else ""
