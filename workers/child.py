"""The life of one child: it takes its descriptors, confines itself, reads its job, and hands over to the harness."""

from __future__ import annotations

import _random
import ctypes
import gc
import os
import random
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from workers.confinement import ChildConfinement, Room
from workers.protocol import STARTED, UNSTARTED, Order, Task, receive
from workers.witness import Witness

RECORD_DESCRIPTOR = 3
_JOB_DESCRIPTOR = 4
_FIRST_TO_CLOSE = 5
_SEED_BYTES = 4  # as many as numpy takes
_TWISTER_NUMBERS = 624
_FAILED_STATUS = 70  # EX_SOFTWARE of sysexits.h

Program = Callable[[bytes, int], None]
"""What a child runs once it is confined: takes the job and the descriptor to write the record to."""


@dataclass(frozen=True)
class Programs:
    """What a child may be forked for: the harness, or a witness; and what the harness does before there is a job."""

    harness: Program
    rehearse: Callable[[], None]
    witness: Witness
    draws: Draws


@dataclass(frozen=True)
class Descriptors:
    """The descriptors that came with a request, in the order they are sent."""

    job: int
    record: int
    stdout: int
    stderr: int
    control: int
    group: int | None = None

    def close(self) -> None:
        """Close them all."""
        for descriptor in (self.job, self.record, self.stdout, self.stderr, self.control, self.group):
            if descriptor is not None:
                os.close(descriptor)


def take_descriptors(given: Descriptors) -> None:
    """Put standard streams, record and job at the numbers 0 to 4.

    The fork server keeps these numbers occupied, so none of the descriptors given lies at one of them. Standard input is opened
    anew: what a program sets on an open file is seen by everybody who shares it.
    """
    if given.group is not None:
        os.write(given.group, b"0")  # first of all, so that what follows is counted
    os.close(0)
    os.open(os.devnull, os.O_RDONLY)
    os.dup2(given.stdout, 1, inheritable=False)
    os.dup2(given.stderr, 2, inheritable=False)
    os.dup2(given.record, RECORD_DESCRIPTOR, inheritable=False)
    os.dup2(given.job, _JOB_DESCRIPTOR, inheritable=False)


class Draws:
    """The generators that a program finds: a child seeds them anew, since it would otherwise draw like every other child.

    What is called for it is looked up here, in the fork server: the seeding functions of the libraries, which do more than set
    a state, had a child copy sixty pages. NumPy's does more in any case, so its state is overwritten where it lies.
    """

    def __init__(self) -> None:
        self._seeding: list[Callable[[int], object]] = [_random.Random.seed.__get__(random._inst)]
        self._states: list[memoryview] = []
        if numpy := sys.modules.get("numpy"):
            generator = numpy.random.mtrand._rand._bit_generator
            if (state := _mersenne_twister(generator)) is None:
                self._seeding.append(generator._legacy_seeding)
            else:
                self._states.append(state)
        if torch := sys.modules.get("torch"):
            self._seeding.append(torch.default_generator.manual_seed)

    def renew(self) -> None:
        """Seed each from the kernel's own generator."""
        for seed in self._seeding:
            seed(int.from_bytes(os.urandom(_SEED_BYTES), "little"))
        for state in self._states:
            state[:] = os.urandom(len(state))


def _mersenne_twister(generator: Any) -> memoryview | None:
    """The numbers in memory that a NumPy generator MT19937 draws from next, all of them still to be used.

    None where memory at the address that it tells does not hold what it says its state is: 624 numbers of 32 bits, and how many
    of them have been used (numpy/random/src/mt19937/mt19937.h).
    """
    generator.state = {**generator.state, "state": {**generator.state["state"], "pos": _TWISTER_NUMBERS}}
    state = (ctypes.c_uint32 * (_TWISTER_NUMBERS + 1)).from_address(generator.ctypes.state_address)
    if [*state] != [*generator.state["state"]["key"], _TWISTER_NUMBERS]:
        return None
    return memoryview(state).cast("B")[: _TWISTER_NUMBERS * ctypes.sizeof(ctypes.c_uint32)]


def _read_job() -> bytes:
    """Read the whole job and close it."""
    size = os.fstat(_JOB_DESCRIPTOR).st_size
    job = os.pread(_JOB_DESCRIPTOR, size, 0)
    os.close(_JOB_DESCRIPTOR)
    return job


def _take_order(room: Room) -> Room:
    """Wait for an order on the socket that lies where a job would, and put the job in its place; returns what it leaves.

    Where nobody will ever send one, this is the end.
    """
    with socket.socket(fileno=_JOB_DESCRIPTOR) as orders:
        message, jobs = receive(orders)
        if not message:
            os._exit(0)
    order = Order.decode(message)
    os.dup2(jobs[0], _JOB_DESCRIPTOR, inheritable=False)
    return replace(room, cpu_seconds=order.cpu_seconds, address_bytes=room.address_bytes + order.memory_bytes)


def live(task: Task, given: Descriptors, room: Room, confinement: ChildConfinement, programs: Programs) -> NoReturn:
    """Be the child, from the fork to its end.

    Args:
        task: what it was forked for.
        given: its descriptors.
        room: what it is given.
        confinement: prepared by the fork server.
        programs: what to run; what it raises ends the child with a status other than 0.
    """
    record = given.record
    testifies = task is Task.WITNESS
    try:
        take_descriptors(given)
        record = RECORD_DESCRIPTOR
        if task is Task.AHEAD:
            confinement.die_with_server()
            programs.rehearse()
            room = _take_order(room)
        confinement.enter(room, _FIRST_TO_CLOSE, programs.witness.before_filter if testifies else None)
        job = _read_job()
        programs.draws.renew()
        gc.enable()
    except BaseException as error:
        os.write(record, UNSTARTED + f"{type(error).__name__}: {error}".encode(errors="replace"))
        os._exit(_FAILED_STATUS)
    program = programs.witness.testify if testifies else programs.harness
    os.write(RECORD_DESCRIPTOR, STARTED)
    try:
        program(job, RECORD_DESCRIPTOR)
    except BaseException:
        os._exit(_FAILED_STATUS)
    os._exit(0)
