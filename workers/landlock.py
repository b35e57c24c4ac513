"""Landlock: which files, ports and processes a process may still reach (kernel 5.13 and later, no privilege needed).

Constants are those of `linux/landlock.h`. Every right that the running kernel knows is handled, so what no rule names is denied.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from workers.kernel import prepared, syscall

EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
REMOVE_DIR = 1 << 4
REMOVE_FILE = 1 << 5
MAKE_REG = 1 << 8
MAKE_DIR = 1 << 7
MAKE_SYM = 1 << 12
REFER = 1 << 13
TRUNCATE = 1 << 14
IOCTL_DEV = 1 << 15

READ = READ_FILE | READ_DIR
SCRATCH = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_REG | MAKE_DIR | MAKE_SYM | REFER | TRUNCATE
_FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

_NET_BIND_TCP = 1 << 0
_NET_CONNECT_TCP = 1 << 1
_SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0
_SCOPE_SIGNAL = 1 << 1
_CREATE_RULESET_VERSION = 1 << 0
_RULE_PATH_BENEATH = 1

# Rights over files by ABI: 13 at first, then REFER (2), TRUNCATE (3), and ioctl on devices (5).
_FILE_RIGHTS_BY_ABI = ((1, (1 << 13) - 1), (2, REFER), (3, TRUNCATE), (5, IOCTL_DEV))
_NETWORK_ABI = 4
_SCOPE_ABI = 6


class _RulesetAttributes(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def abi() -> int:
    """The Landlock ABI of the running kernel; 0 where Landlock is not built in or not switched on.

    Raises:
        OSError: an answer other than "there is none".
    """
    try:
        return syscall("landlock_create_ruleset", None, 0, _CREATE_RULESET_VERSION)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM):
            return 0
        raise


def handled_rights(version: int) -> int:
    """Every right over files that ABI `version` can deny."""
    return sum(rights for since, rights in _FILE_RIGHTS_BY_ABI if version >= since)


def has_network_rules(version: int) -> bool:
    """Whether ABI `version` can deny TCP."""
    return version >= _NETWORK_ABI


def has_scopes(version: int) -> bool:
    """Whether ABI `version` can keep signals and abstract sockets within the domain."""
    return version >= _SCOPE_ABI


class Ruleset:
    """A set of rules; what it handles and no rule allows is denied once it is enforced.

    Args:
        version: the kernel's ABI.
        rights: rights over files that it handles.
        network: handle TCP, with no port allowed.
        scoped: keep signals and abstract Unix sockets within the domain.

    Raises:
        OSError: the kernel refused the rule set.
    """

    def __init__(self, version: int, *, rights: int, network: bool = False, scoped: bool = False) -> None:
        self._rights = rights & handled_rights(version)
        attributes = _RulesetAttributes(self._rights, 0, 0)
        if network and has_network_rules(version):
            attributes.handled_access_net = _NET_BIND_TCP | _NET_CONNECT_TCP
        if scoped and has_scopes(version):
            attributes.scoped = _SCOPE_ABSTRACT_UNIX_SOCKET | _SCOPE_SIGNAL
        known_size = 24 if has_scopes(version) else 16 if has_network_rules(version) else 8
        self.descriptor = syscall("landlock_create_ruleset", ctypes.byref(attributes), known_size, 0)

    def allow(self, path: Path, rights: int) -> bool:
        """Allow `rights` on the file, or beneath the folder, that `path` leads to.

        Returns:
            False if nothing is there that this process can reach: then nothing is allowed either.

        Raises:
            OSError: the kernel refused the rule.
        """
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            wanted = rights & self._rights
            if not stat.S_ISDIR(os.fstat(place).st_mode):
                wanted &= _FILE_RIGHTS
            rule = _PathBeneath(wanted, place)
            syscall("landlock_add_rule", self.descriptor, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(place)
        return True

    def enforcing(self) -> Callable[[], None]:
        """A prepared call that binds the thread that makes it, and all it forks, to the rules for ever.

        The process needs no_new_privs. The call raises OSError if the kernel refuses.
        """
        return prepared("landlock_restrict_self", self.descriptor, 0)

    def close(self) -> None:
        """Close the rule set's descriptor; what was enforced stays enforced."""
        os.close(self.descriptor)
