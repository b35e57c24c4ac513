"""The kernel calls that confinement needs and Python does not offer, through ctypes and the C library's `syscall`."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable

from workers.syscalls import native

PR_SET_PDEATHSIG = 1
PR_GET_PDEATHSIG = 2
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_GET_NO_NEW_PRIVS = 39

_CAPABILITY_VERSION_3 = 0x20080522
_PTHREAD_ATTRIBUTE_LONGS = 16  # more than the 7 or 8 that the C library's structure has

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
_numbers = native().numbers


def raw_syscall(number: int, *arguments: object) -> int:
    """Make system call `number`; integers are passed as C longs, ctypes values and bytes as they are.

    Raises:
        OSError: the kernel refused; `errno` says why.
    """
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result: int = _libc.syscall(ctypes.c_long(number), *converted)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def syscall(name: str, *arguments: object) -> int:
    """Make the system call of that name on this architecture.

    Raises:
        OSError: the kernel refused.
        KeyError: the architecture has no such call.
    """
    return raw_syscall(_numbers[name], *arguments)


def prepared(name: str, *arguments: object) -> Callable[[], None]:
    """A system call with its arguments fixed, so that a fresh child has almost nothing left to do to make it.

    Returns:
        A function that makes the call; it raises OSError if the kernel refuses.
    """
    call = _libc.syscall
    fixed = (ctypes.c_long(_numbers[name]), *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))

    def make() -> None:
        if call(*fixed) < 0:
            raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")

    return make


def prctl(option: int, value: int = 0, third: int = 0, fourth: int = 0, fifth: int = 0) -> int:
    """Set or ask for one of a process's own attributes.

    Raises:
        OSError: the kernel refused.
    """
    return syscall("prctl", option, value, third, fourth, fifth)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def dropping_capabilities() -> Callable[[], None]:
    """A prepared call that gives up every capability of the process; ambient ones go with the permitted ones."""
    header, nothing = _CapabilityHeader(_CAPABILITY_VERSION_3, 0), (_CapabilityData * 2)()
    return prepared("capset", ctypes.byref(header), ctypes.byref(nothing))


def capabilities() -> int:
    """The permitted and inheritable capabilities of this process, as one bit mask; 0 if none is left."""
    data = (_CapabilityData * 2)()
    syscall("capget", ctypes.byref(_CapabilityHeader(_CAPABILITY_VERSION_3, 0)), ctypes.byref(data))
    low, high = (int(part.permitted | part.inheritable | part.effective) for part in data)
    return low | high << 32


def drop_bounding_set() -> None:
    """Empty the capability bounding set, so that no later program start could regain a capability.

    Without CAP_SETPCAP the kernel refuses, and there is nothing to drop either.
    """
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            return


def set_thread_stack(size: int) -> None:
    """Give every thread that is started later, by whatever library, a stack of `size` bytes.

    Raises:
        OSError: the C library refused.
    """
    attributes = (ctypes.c_long * _PTHREAD_ATTRIBUTE_LONGS)()
    for code in (
        _libc.pthread_getattr_default_np(attributes),
        _libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(size)),
        _libc.pthread_setattr_default_np(attributes),
    ):
        if code:
            raise OSError(code, os.strerror(code))
