"""Enters namespaces of its own, where the host permits: layers above the floor, and never instead of it.

The fork server enters them once, early, while it is small and has one thread. Three processes take part, of which two stay:

    waiter         the process that the worker started; stays outside, tells the kernel which users exist inside, waits, and
                   passes on how the fork server ended
    go-between     unshares, forks the fork server, and is gone
    fork server    process 1 of a process-id namespace: when it dies the kernel ends every child

What the kernel grants cannot be taken back half-way, so each combination is rehearsed in processes that are thrown away.

A user namespace is tried first: in it the fork server can mount although it is nobody outside. Started by root, it also brings a
block of user ids that nothing else on the machine uses, one for each child. Without user namespaces root can still have the others.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from workers import kernel
from workers.descriptors import keep_open, read_all

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

LAYERS = {
    "user-namespace": CLONE_NEWUSER,
    "mount-namespace": CLONE_NEWNS,
    "network-namespace": CLONE_NEWNET,
    "ipc-namespace": CLONE_NEWIPC,
    "pid-namespace": CLONE_NEWPID,
}
"""Names of the layers, and the flag of each."""

_WITHOUT_USERS = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWPID
_REFUSALS = {
    True: (
        "the host refuses user namespaces; permit them by sysctl (user.max_user_namespaces, kernel.unprivileged_userns_clone, "
        "kernel.apparmor_restrict_unprivileged_userns) or by a container profile with unshare and mount"
    ),
    False: "other namespaces take CAP_SYS_ADMIN, which the host refuses",
}
"""What to say of namespaces with and without one of users."""
_ID_BLOCK = 2048
_FIRST_ID = 0x7000_0000  # far above what distributions and container runtimes hand out
_ID_BLOCKS = 1 << 16
_FAILED_STATUS = 70  # EX_SOFTWARE of sysexits.h
_SIGNALLED_STATUS = 128
_DESCRIPTOR_END = 1 << 30
_LONGEST_PROBLEM = 4096


@dataclass(frozen=True)
class Entered:
    """The namespaces that this process is in.

    Attributes:
        flags: CLONE_NEW* of all of them; 0 if there are none.
        child_ids: user ids that children may take; empty if they keep the fork server's.
        reason: why there are no more; empty if all are there.
    """

    flags: int = 0
    child_ids: Sequence[int] = ()
    reason: str = ""

    def has(self, flag: int) -> bool:
        """Whether this is among them."""
        return bool(self.flags & flag)


def block_of_ids() -> range:
    """User ids that nothing else on this machine is likely to use, drawn anew each time."""
    first = _FIRST_ID + _ID_BLOCK * secrets.randbelow(_ID_BLOCKS)
    return range(first, first + _ID_BLOCK)


def enter_best(trial: Callable[[], None], held: Sequence[int], without: int = 0) -> Entered:
    """Enter as many namespaces as the host permits; the caller goes on as the fork server, perhaps in another process.

    Args:
        trial: does inside what the fork server will need there; raises OSError if that is not possible.
        held: descriptors that only the fork server may keep open.
        without: CLONE_NEW* of namespaces that are not wanted.
    """
    reasons: list[str] = []
    for flags in (flags & ~without for flags in (CLONE_NEWUSER | _WITHOUT_USERS, _WITHOUT_USERS)):
        problem = _rehearse(flags, trial)
        if problem is None:
            return replace(_enter(flags, held), reason="; ".join(reasons))
        reasons.append(problem)
        if os.geteuid() != 0:
            break
    return Entered(reason="; ".join(reasons))


def _rehearse(flags: int, trial: Callable[[], None]) -> str | None:
    """Try a combination in processes that are thrown away; returns what went wrong, if anything."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            _enter(flags, [writer])
            trial()
        except Exception as error:
            os.write(writer, f"{error}".encode())
            os._exit(_FAILED_STATUS)
        os._exit(0)
    os.close(writer)
    problem = read_all(reader)
    _, status = os.waitpid(pid, 0)
    return problem or (None if status == 0 else f"the rehearsal ended with wait status {status}")


def _enter(flags: int, held: Sequence[int]) -> Entered:
    """Enter namespaces; returns in the fork server only.

    Raises:
        OSError: the kernel refuses; in the process that called.
    """
    told, tell = os.pipe()
    answer, go = os.pipe()
    ids = block_of_ids()
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    between = os.fork()
    if between == 0:
        os.close(told)
        os.close(go)
        return _go_between(flags, tell, answer, ids)
    os.close(tell)
    os.close(answer)
    problem = os.read(told, _LONGEST_PROBLEM).decode(errors="replace").strip()
    os.close(told)
    if problem:
        os.waitpid(between, 0)
        os.close(go)
        raise OSError(problem)
    return _wait(between, flags, go, ids, held)


def _go_between(flags: int, tell: int, answer: int, ids: range) -> Entered:
    """Unshare, wait until users exist inside, fork the fork server and go away; returns in the fork server."""
    try:
        kernel.syscall("unshare", flags)
    except OSError as error:
        os.write(tell, f"{_REFUSALS[bool(flags & CLONE_NEWUSER)]} ({error.strerror})\n".encode())
        os._exit(_FAILED_STATUS)
    os.write(tell, b"\n")
    os.close(tell)
    granted = os.read(answer, _LONGEST_PROBLEM)
    if granted not in {_MANY_USERS, _ONE_USER}:
        raise OSError(granted.decode(errors="replace") or "the waiter is gone")
    if os.fork() != 0:
        os._exit(0)
    os.read(answer, 1)  # the go-between is gone: from now on the waiter is the parent
    os.close(answer)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if not flags & CLONE_NEWUSER:
        return Entered(flags, ids)
    return Entered(flags, range(1, _ID_BLOCK) if granted == _MANY_USERS else ())


_MANY_USERS = b"M"
_ONE_USER = b"1"


def _wait(between: int, flags: int, go: int, ids: range, held: Sequence[int]) -> NoReturn:
    """Be the waiter: let the fork server start, and end as it ends."""
    for descriptor in held:
        os.close(descriptor)
    try:
        users = _map_users(between, ids) if flags & CLONE_NEWUSER else _ONE_USER
    except OSError as error:
        users = f"the host lets no user exist in a user namespace of ours ({error.strerror})".encode()
    os.write(go, users)
    _, status = os.waitpid(between, 0)
    if users in {_MANY_USERS, _ONE_USER}:
        os.write(go, b"\n")
        os.close(go)
        _, status = os.waitpid(-1, 0)
    os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else _SIGNALLED_STATUS + os.WTERMSIG(status))


def _map_users(pid: int, ids: range) -> bytes:
    """Say which users and groups exist in a process's user namespace: its own, and a block for children if that is permitted."""
    process = Path(f"/proc/{pid}")
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        with contextlib.suppress(OSError):
            for name in ("uid_map", "gid_map"):
                (process / name).write_text(f"0 0 1\n1 {ids.start} {_ID_BLOCK - 1}\n")
            return _MANY_USERS
    (process / "setgroups").write_text("deny")
    (process / "uid_map").write_text(f"{user} {user} 1\n")
    (process / "gid_map").write_text(f"{group} {group} 1\n")
    return _ONE_USER


def rehearse_user(user: int, paths: Iterable[Path]) -> str:
    """Whether a child could take another user id; returns what speaks against it, or an empty text.

    Tried in a process that is thrown away. The interpreter may lie where only this process's own user gets, and who may become
    another user may not yet end that user's processes.
    """
    reader, writer = os.pipe()
    waited, go = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.close(go)
        os.write(writer, _what_is_closed_to(user, paths).encode())
        os.close(writer)
        os.read(waited, 1)
        os._exit(0)
    os.close(writer)
    os.close(waited)
    problem = read_all(reader)
    try:
        os.kill(pid, 0)
    except PermissionError:
        problem = problem or "this process may not end another user's (CAP_KILL)"
    os.close(go)
    os.waitpid(pid, 0)
    return problem


def _what_is_closed_to(user: int, paths: Iterable[Path]) -> str:
    """Become another user and look; returns what is out of reach then and was not before, or why the user cannot change."""
    mine = [path for path in paths if os.access(path, os.R_OK, effective_ids=True)]
    try:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    except OSError as error:
        return f"the host refuses to change the user: {error.strerror}"
    closed = [path for path in mine if not os.access(path, os.R_OK, effective_ids=True)]
    return f"another user cannot read {closed[0]}; install it where everybody can" if closed else ""


class Crossing:
    """Lets children be forked into a process-id namespace other than this process's.

    Each namespace is held open by a process that does nothing: it is process 1 there, so that a child is an ordinary process, which
    its own signals can end. One child at a time is in it, and sees nobody else.

    Args:
        own: this process's open `/proc/self/ns/pid`.
        there: the open namespace that children go to.
    """

    def __init__(self, own: int, there: int) -> None:
        self.go = kernel.prepared("setns", there, CLONE_NEWPID)
        self.come_back = kernel.prepared("setns", own, CLONE_NEWPID)


def open_crossings(count: int) -> list[Crossing]:
    """Make `count` process-id namespaces for children.

    Call it early: the processes that hold them open share this one's memory as it is now.

    Raises:
        OSError: the kernel refuses.
    """
    own = keep_open("/proc/self/ns/pid")
    crossings = []
    for _ in range(count):
        kernel.syscall("unshare", CLONE_NEWPID)
        if os.fork() == 0:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            os.closerange(0, _DESCRIPTOR_END)
            while True:
                signal.pause()
        crossings.append(Crossing(own, keep_open("/proc/self/ns/pid_for_children")))
        crossings[-1].come_back()
    return crossings
