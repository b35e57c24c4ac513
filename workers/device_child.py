"""The life of a child of a device lane: it opens its device, confines itself, says so, waits for one order, and dies with it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from workers import device
from workers.child import RECORD_DESCRIPTOR, Descriptors, Draws, Program, take_descriptors
from workers.confinement import Room
from workers.device import Device
from workers.device_confinement import DeviceConfinement
from workers.device_witness import DeviceWitness
from workers.protocol import STARTED, UNSTARTED, Task

_ORDER_DESCRIPTOR = 4
_FIRST_TO_CLOSE = 5
_FAILED_STATUS = 70  # EX_SOFTWARE of sysexits.h


@dataclass(frozen=True)
class DevicePrograms:
    """What a child may be forked for, and how it gets ready.

    Attributes:
        harness: runs a learner's program.
        witness: testifies to the sandbox.
        warm: readies, in the child, what could not be readied before the fork.
        draws: the generators that a program finds.
    """

    harness: Program
    witness: DeviceWitness
    warm: Callable[[], object]
    draws: Draws


def live(
    task: Task,
    given: Descriptors,
    room: Room,
    confinement: DeviceConfinement,
    opened: Device,
    programs: DevicePrograms,
) -> NoReturn:
    """Be the child, from the fork to its end.

    Args:
        task: what it was forked for.
        given: its descriptors; the job's is a pipe that an order will come through.
        room: what it is given.
        confinement: prepared by the fork server.
        opened: its device.
        programs: what to run.
    """
    record = given.record
    testifies = task is Task.WITNESS
    try:
        take_descriptors(given)
        record = RECORD_DESCRIPTOR
        facts = _get_ready(room, confinement, opened, programs, testifies=testifies)
        _write(record, device.announcement(facts))
        order = device.read_order(_ORDER_DESCRIPTOR)
        if order is None:
            os._exit(0)  # never needed
        confinement.limit(order.cpu_seconds, order.memory_bytes)
        programs.draws.renew()
        gc.enable()
    except BaseException as error:
        _write(record, UNSTARTED + f"{type(error).__name__}: {error}".encode(errors="replace"))
        os._exit(_FAILED_STATUS)
    program = programs.witness.testify if testifies else programs.harness
    os.write(RECORD_DESCRIPTOR, STARTED)
    try:
        program(order.job, RECORD_DESCRIPTOR)
    except BaseException:
        os._exit(_FAILED_STATUS)
    os._exit(0)


def _get_ready(
    room: Room,
    confinement: DeviceConfinement,
    opened: Device,
    programs: DevicePrograms,
    *,
    testifies: bool,
) -> dict[str, Any]:
    """Close files, open the device, close calls; returns the device's facts."""
    os.environ.update(opened.environment())
    confinement.begin(room, _FIRST_TO_CLOSE)
    if testifies:
        programs.witness.before_device()
    facts = opened.open()
    programs.warm()
    if testifies:
        programs.witness.before_filter()
    confinement.complete()
    return facts


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
