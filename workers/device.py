"""What a device lane is made of: the device as the sandbox sees it, and what worker and waiting child say to each other.

A device other than the CPU cannot be forked: its context dies with the process that made it. So children are forked ahead of need,
each opens the device for itself, confines itself, says READY, and waits for an order. One order, one program, and it is gone.
"""

from __future__ import annotations

import importlib.util
import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

READY = b"\x02"
"""First byte on the record pipe of a child that has opened its device and is confined; the device's facts follow."""

LARGEST_FACTS = 1 << 16
_LENGTH = struct.Struct("<I")
_ORDER = struct.Struct("<dQQ")


class Device(Protocol):
    """A device that programs run on. What touches it happens in a child; the fork server only asks where its files lie."""

    name: str

    def missing(self) -> str:
        """Why there is no such device on this machine; empty if there is. Asks the file system, never the driver."""

    def nodes(self) -> list[Path]:
        """Device files that a child reads, writes and controls."""

    def readable(self, environment: Mapping[str, str]) -> list[Path]:
        """Further files and folders that a child reads."""

    def prepare(self) -> str:
        """Settle, in the fork server, what can be settled without touching the device; returns why that cannot be, if so."""

    def environment(self) -> dict[str, str]:
        """The whole environment of a child."""

    def open(self) -> dict[str, Any]:
        """Make this process's own context and warm it; returns facts of the device. Raises whatever goes wrong."""

    def exercise(self) -> None:
        """A little honest work on the open device. Raises whatever goes wrong."""


def load_device(file: Path, options: Mapping[str, Any]) -> Device:
    """The device that a Python file describes by its function `make_device`.

    Raises:
        ImportError: the file is no Python file.
    """
    spec = importlib.util.spec_from_file_location(f"workers.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    device: Device = module.make_device(options)
    return device


def announcement(facts: Mapping[str, Any]) -> bytes:
    """What a child that is ready writes to its record pipe."""
    text = json.dumps(facts).encode()
    return READY + _LENGTH.pack(len(text)) + text


def read_announcement(data: bytes) -> dict[str, Any] | None:
    """The facts in an announcement, None while it is not complete. Raises ValueError for what is none."""
    if data[:1] != READY:
        raise ValueError("not an announcement")
    if len(data) < 1 + _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(data[1 : 1 + _LENGTH.size])
    if length > LARGEST_FACTS:
        raise ValueError("an announcement that is too long")
    text = data[1 + _LENGTH.size :]
    if len(text) < length:
        return None
    facts = json.loads(text[:length])
    if not isinstance(facts, dict):
        raise ValueError("an announcement without facts")  # noqa: TRY004 - bytes from elsewhere, not a wrong call
    return facts


@dataclass(frozen=True)
class Order:
    """What a waiting child is told: its limits and its job.

    Attributes:
        cpu_seconds: processor time from now on.
        memory_bytes: memory of the host from now on.
        job: bytes for the harness.
    """

    cpu_seconds: float
    memory_bytes: int
    job: bytes

    def encode(self) -> bytes:
        """The bytes that go through the pipe."""
        return _ORDER.pack(self.cpu_seconds, self.memory_bytes, len(self.job)) + self.job


def read_order(descriptor: int) -> Order | None:
    """Wait for an order, read all of it and close the pipe; None if it closes without one."""
    head = _read_exactly(descriptor, _ORDER.size)
    if head is None:
        return None
    cpu_seconds, memory_bytes, length = _ORDER.unpack(head)
    job = _read_exactly(descriptor, length)
    os.close(descriptor)
    return None if job is None else Order(cpu_seconds, memory_bytes, job)


def _read_exactly(descriptor: int, length: int) -> bytes | None:
    parts = []
    while length:
        part = os.read(descriptor, min(length, 1 << 20))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
