"""Seccomp: compiles a policy of system calls to the kernel's packet-filter language and installs it.

A policy maps call names to rules. The compiled filter first kills calls of a foreign architecture, then finds the number in a
binary tree (the kernel walks the filter once for every number when it is installed, so depth is what a child pays for), then
applies the rule found. What no rule names is denied with EPERM; a number above the architecture's table is newer than this
program and says ENOSYS, so that the C library falls back to what it used before.

Instruction and return codes are those of `linux/bpf_common.h` and `linux/seccomp.h`; the offsets those of `struct seccomp_data`.
"""

from __future__ import annotations

import ctypes
import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workers.kernel import prepared, syscall
from workers.syscalls import Architecture

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_AND = 0x54  # BPF_ALU | BPF_AND | BPF_K
_JUMP = 0x05  # BPF_JMP | BPF_JA
_JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_JUMP_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K

_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_KILL_PROCESS = 0x80000000

_NUMBER_OFFSET = 0
_ARCHITECTURE_OFFSET = 4
_ARGUMENTS_OFFSET = 16
_ARGUMENT_SIZE = 8
_LONGEST_JUMP = 255
_MOST_ARGUMENTS = 6
_ERROR_BITS = 0xFFFF

KILLED = -1
"""What `decide` says of a call that ends the process."""

_ALL_BITS = 0xFFFFFFFF
_SET_MODE_FILTER = 1
_EVERY_THREAD = 1  # SECCOMP_FILTER_FLAG_TSYNC

Instruction = tuple[int, int, int, int]


@dataclass(frozen=True)
class Condition:
    """True of a call whose argument number `argument`, masked, is one of `values`.

    Only the low 32 bits count: every argument tested here is an `int` or `unsigned int` to the kernel, which drops the rest too.
    """

    argument: int
    values: tuple[int, ...]
    mask: int = _ALL_BITS


@dataclass(frozen=True)
class Rule:
    """What becomes of a call: allowed if all conditions of one alternative hold, else `error`.

    Without alternatives it is never allowed; one empty alternative always holds.
    """

    alternatives: tuple[tuple[Condition, ...], ...] = ((),)
    error: int = errno.EPERM


def when(*conditions: Condition, error: int = errno.EPERM) -> Rule:
    """A rule that allows a call if all `conditions` hold."""
    return Rule((conditions,), error)


def never(error: int = errno.EPERM) -> Rule:
    """A rule that always answers `error`."""
    return Rule((), error)


def _return(value: int) -> Instruction:
    return (_RETURN, 0, 0, value)


def _fail(code: int) -> Instruction:
    return _return(_ERRNO | code)


def _alternative_block(conditions: Sequence[Condition]) -> list[Instruction]:
    """Instructions that allow the call if all conditions hold, and else run past their own end."""
    block = [_return(_ALLOW)]
    for condition in reversed(conditions):
        test = [(_LOAD, 0, 0, _ARGUMENTS_OFFSET + _ARGUMENT_SIZE * condition.argument)]
        if condition.mask != _ALL_BITS:
            test.append((_AND, 0, 0, condition.mask))
        for position, value in enumerate(condition.values, start=1):
            test.append((_JUMP_EQUAL, len(condition.values) - position + 1, 0, value))
        block = [*test, (_JUMP, 0, 0, len(block)), *block]
    return block


def _rule_block(rule: Rule) -> list[Instruction]:
    """Instructions that decide one rule; every path through them returns."""
    allowing = [instruction for conditions in rule.alternatives for instruction in _alternative_block(conditions)]
    return allowing if () in rule.alternatives else [*allowing, _fail(rule.error)]


def _tree(starts: Sequence[int], blocks: Sequence[list[Instruction]]) -> list[Instruction]:
    """A binary search: `blocks[i]` runs for numbers from `starts[i]` up to the next start."""
    if len(blocks) == 1:
        return blocks[0]
    middle = len(blocks) // 2
    low = _tree(starts[:middle], blocks[:middle])
    high = _tree(starts[middle:], blocks[middle:])
    if len(low) <= _LONGEST_JUMP:
        return [(_JUMP_AT_LEAST, len(low), 0, starts[middle]), *low, *high]
    return [(_JUMP_AT_LEAST, 0, 1, starts[middle]), (_JUMP, 0, 0, len(low)), *low, *high]


def compile_policy(policy: Mapping[str, Rule], architecture: Architecture) -> list[Instruction]:
    """Compile a policy for one architecture; calls that it does not have are left out.

    Args:
        policy: call name to rule; names must be known on one of the architectures.
        architecture: whose numbers to use.

    Returns:
        The filter's instructions as (code, jump if true, jump if false, operand).
    """
    denied, unknown = [_fail(errno.EPERM)], [_fail(errno.ENOSYS)]
    by_number = {n: _rule_block(policy[name]) if name in policy else denied for name, n in architecture.numbers.items()}
    starts: list[int] = []
    blocks: list[list[Instruction]] = []
    for number in range(architecture.last + 2):
        block = by_number.get(number, denied) if number <= architecture.last else unknown
        if not blocks or blocks[-1] != block:
            starts.append(number)
            blocks.append(block)
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_OFFSET),
        (_JUMP_EQUAL, 1, 0, architecture.audit),
        _return(_KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
    ]
    if architecture.foreign_from is not None:
        program += [(_JUMP_AT_LEAST, 0, 1, architecture.foreign_from), _return(_KILL_PROCESS)]
    return program + _tree(starts, blocks)


def decide(program: Sequence[Instruction], architecture: int, number: int, arguments: Sequence[int] = ()) -> int | None:
    """Run a filter the way the kernel does.

    Args:
        program: from `compile_policy`.
        architecture: AUDIT_ARCH_* value of the call.
        number: the call's number.
        arguments: up to six; those left out are 0.

    Returns:
        None if the call is allowed, `KILLED` if it ends the process, else its error number.
    """
    words = [number, architecture, 0, 0]
    for value in [*arguments, *[0] * (_MOST_ARGUMENTS - len(arguments))]:
        words += [value & _ALL_BITS, value >> 32 & _ALL_BITS]
    position = accumulator = 0
    while True:
        code, yes, no, operand = program[position]
        position += 1
        if code == _LOAD:
            accumulator = words[operand // 4]
        elif code == _AND:
            accumulator &= operand
        elif code == _JUMP:
            position += operand
        elif code == _JUMP_EQUAL:
            position += yes if accumulator == operand else no
        elif code == _JUMP_AT_LEAST:
            position += yes if accumulator >= operand else no
        elif operand == _ALLOW:
            return None
        else:
            return KILLED if operand == _KILL_PROCESS else operand & _ERROR_BITS


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.c_void_p))


class Filter:
    """A compiled filter in the form that the kernel takes.

    Args:
        program: from `compile_policy`.
        placeholder: an operand that stands for the process's own id, which is known only after the fork.

    Attributes:
        pointer: what seccomp(2) takes.
    """

    def __init__(self, program: Sequence[Instruction], placeholder: int) -> None:
        self._instructions = (_Instruction * len(program))(*(_Instruction(*instruction) for instruction in program))
        self._own_id_at = [index for index, instruction in enumerate(program) if instruction[3] == placeholder]
        self._program = _Program(len(program), ctypes.addressof(self._instructions))
        self.pointer = ctypes.byref(self._program)
        self._bind = prepared("seccomp", _SET_MODE_FILTER, 0, self.pointer)

    def install(self, own_id: int) -> None:
        """Bind this thread and all its threads to come to the filter, for ever. The process needs no_new_privs.

        Args:
            own_id: the process's id, as it sees itself.

        Raises:
            OSError: the kernel refused.
        """
        self._name(own_id)
        self._bind()

    def install_everywhere(self, own_id: int) -> int:
        """Bind every thread of this process to the filter, those that run already included.

        Args:
            own_id: the process's id, as it sees itself.

        Returns:
            0, or the id of a thread that cannot be bound: then none is.

        Raises:
            OSError: the kernel refused.
        """
        self._name(own_id)
        return syscall("seccomp", _SET_MODE_FILTER, _EVERY_THREAD, self.pointer)

    def _name(self, own_id: int) -> None:
        for index in self._own_id_at:
            self._instructions[index].operand = own_id
