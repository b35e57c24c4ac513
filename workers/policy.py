"""The system calls that a learner's program may make, and why. Everything else is denied with EPERM.

The list was learned: varied honest programs ran with every call reported, and each call was judged; `python -m benchmarks.calls`
does it again. It is grouped by what it is for. A call that could reach another process, another user's data or the machine is
absent, or bound by its arguments. Some calls here were not met on x86-64 with this C library; another library or architecture
makes them in the place of their neighbours. Files are opened freely: Landlock decides which.
"""

from __future__ import annotations

import errno

from workers.seccomp import Condition, Rule, never, when

# Stands for the child's own process id until it is known; no real operand has this value.
OWN_ID = 0x7E57_1D00

_ALLOWED_FREELY = """
    read readv pread64 write writev pwrite64 lseek close close_range dup dup2 dup3 pipe pipe2
    open openat stat lstat fstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents getdents64
    getcwd chdir fchdir statfs fstatfs umask fsync fdatasync ftruncate fallocate
    creat unlink unlinkat rename renameat renameat2 mkdir mkdirat rmdir symlink symlinkat
    poll ppoll select pselect6
    mprotect munmap mremap brk msync mseal get_mempolicy
    set_robust_list rseq set_tid_address
    sched_yield getcpu sched_get_priority_max sched_get_priority_min
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack pause restart_syscall
    nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times alarm setitimer getitimer
    getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp
    uname sysinfo getrusage getrlimit getrandom
    exit exit_group
"""
"""Reading, memory, threads' locks, own signals, clocks, questions about oneself.

What writes to files (ftruncate, unlink, rename, mkdir and their kin) is bound by Landlock; chmod, chown, utimes and extended
attributes are not bound by it, so they are absent. flock, inotify, memfd_create, mincore and splice would let two learners'
programs, or a program and the machine, signal to each other: absent too.
"""

_CLONE_THREAD_FLAGS = 0x00010000 | 0x00000100 | 0x00000800  # CLONE_THREAD | CLONE_VM | CLONE_SIGHAND
_CLONE_NEW_FLAGS = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
_CLONE_TRACE_FLAGS = 0x00002000 | 0x00004000 | 0x00008000  # CLONE_PTRACE, CLONE_VFORK, CLONE_PARENT

_MAP_SHARED = 0x01  # also set in MAP_SHARED_VALIDATE
_MAP_ANONYMOUS = 0x20
_MAP_HUGETLB = 0x40000
_PROT_WRITE = 0x2

_FUTEX_WAIT, _FUTEX_WAIT_BITSET = 0, 9
_FUTEX_PRIVATE = 0x80
_FUTEX_COMMAND = 0x7F

_TCGETS, _TIOCGWINSZ, _FIONREAD, _FIOCLEX, _FIONCLEX = 0x5401, 0x5413, 0x541B, 0x5451, 0x5450
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC, _F_GETPIPE_SZ = 0, 1, 2, 3, 4, 1030, 1032
_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA = 15, 16, 0x53564D41
_ARCH_GET_XCOMP_SUPP, _ARCH_GET_XCOMP_PERM, _ARCH_REQ_XCOMP_PERM = 0x1021, 0x1022, 0x1023
_MADVISE_HARMLESS = (0, 1, 2, 3, 4, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 22, 23, 25)
"""Not MERGEABLE (12) and PAGEOUT (21), by which strangers can time each other, nor what poisons pages."""

_FADVISE_HARMLESS = (0, 1, 2, 3, 5)
"""Not DONTNEED (4): what is thrown out of memory of a common file, others have to wait for."""

_self_or_zero = Condition(0, (0, OWN_ID))


def learner_policy() -> dict[str, Rule]:
    """The policy of a child that runs a learner's program: call name to rule."""
    policy = {name: Rule() for name in _ALLOWED_FREELY.split()}
    clone_mask = _CLONE_THREAD_FLAGS | _CLONE_NEW_FLAGS | _CLONE_TRACE_FLAGS
    policy |= {
        # Threads, but no processes. clone3 hides its flags behind a pointer; ENOSYS makes the C library use clone.
        "clone": when(Condition(0, (_CLONE_THREAD_FLAGS,), clone_mask)),
        "clone3": never(errno.ENOSYS),
        **dict.fromkeys(("openat2", "futex_wait", "futex_wake", "futex_requeue", "futex_waitv"), never(errno.ENOSYS)),
        # No writable memory that another process could map: private, or a file's and read-only. No page of the machine's reserve.
        "mmap": Rule(
            (
                (Condition(3, (0,), _MAP_SHARED | _MAP_HUGETLB),),
                (Condition(3, (0,), _MAP_ANONYMOUS | _MAP_HUGETLB), Condition(2, (0,), _PROT_WRITE)),
            )
        ),
        # Threads of one process wake each other by private futexes. A shared one on a page of a file that two children map, such as
        # a library, would be a bell between them; only waiting is needed on those, for a thread's end.
        "futex": Rule(
            (
                (Condition(1, (_FUTEX_PRIVATE,), _FUTEX_PRIVATE),),
                (Condition(1, (_FUTEX_WAIT, _FUTEX_WAIT_BITSET), _FUTEX_COMMAND),),
            )
        ),
        "madvise": when(Condition(2, _MADVISE_HARMLESS)),
        "fadvise64": when(Condition(3, _FADVISE_HARMLESS)),
        # On itself alone.
        "kill": when(Condition(0, (OWN_ID,))),
        "tgkill": when(Condition(0, (OWN_ID,))),
        "prlimit64": when(_self_or_zero),
        "sched_getaffinity": when(_self_or_zero),
        "sched_setaffinity": when(_self_or_zero),
        "sched_getscheduler": when(_self_or_zero),
        "sched_getparam": when(_self_or_zero),
        # Questions about descriptors; nothing that locks, leases, signals or resizes.
        "ioctl": when(Condition(1, (_TCGETS, _TIOCGWINSZ, _FIONREAD, _FIOCLEX, _FIONCLEX)), error=errno.ENOTTY),
        "fcntl": when(
            Condition(1, (_F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD, _F_DUPFD_CLOEXEC, _F_GETPIPE_SZ))
        ),
        # Wide vector and matrix units: may they be used?
        "arch_prctl": when(Condition(0, (_ARCH_GET_XCOMP_SUPP, _ARCH_GET_XCOMP_PERM, _ARCH_REQ_XCOMP_PERM))),
        "prctl": when(Condition(0, (_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA))),
    }
    return policy
