"""The confinement's own arithmetic: filter programs, tables of calls, rights by kernel version."""

from __future__ import annotations

import errno

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workers import landlock
from workers.policy import OWN_ID, learner_policy
from workers.seccomp import KILLED, Condition, Rule, compile_policy, decide, never, when
from workers.syscalls import ARCHITECTURES, Architecture

LONGEST_FILTER = 4096

both_architectures = pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)


def answer(architecture: Architecture, policy: dict[str, Rule], name: str, *arguments: int) -> int | None:
    """What a policy says to a call: None if it is allowed, else the error number."""
    return decide(compile_policy(policy, architecture), architecture.audit, architecture.numbers[name], arguments)


@both_architectures
def test_calls_without_a_rule_are_denied(architecture: Architecture) -> None:
    """What the policy does not name is denied with EPERM, what it names is allowed, for every number of the table."""
    policy = {"read": Rule(), "futex": Rule(), "exit_group": Rule()}
    program = compile_policy(policy, architecture)
    for name, number in architecture.numbers.items():
        wanted = None if name in policy else errno.EPERM
        assert decide(program, architecture.audit, number) == wanted, name


@both_architectures
def test_unknown_calls_do_not_exist(architecture: Architecture) -> None:
    """A call newer than the table answers ENOSYS, so that the C library does it the old way."""
    program = compile_policy(learner_policy(), architecture)
    for number in (architecture.last + 1, 5000):
        assert decide(program, architecture.audit, number) == errno.ENOSYS


@both_architectures
def test_foreign_calls_kill(architecture: Architecture) -> None:
    """A call by another architecture's convention ends the process."""
    program = compile_policy(learner_policy(), architecture)
    for audit in {0x40000003, 0x40000028, *(other.audit for other in ARCHITECTURES.values())} - {architecture.audit}:
        assert decide(program, audit, 0) == KILLED
    if architecture.foreign_from is not None:
        assert decide(program, architecture.audit, architecture.foreign_from) == KILLED
        assert decide(program, architecture.audit, 0xFFFFFFFF) == KILLED


CONDITIONS = st.builds(
    Condition,
    argument=st.integers(0, 5),
    values=st.lists(st.integers(0, 7), min_size=1, max_size=4, unique=True).map(tuple),
    mask=st.sampled_from([0xFFFFFFFF, 0b011, 0b110]),
)
RULES = st.builds(
    Rule,
    alternatives=st.lists(st.lists(CONDITIONS, max_size=3).map(tuple), max_size=3).map(tuple),
    error=st.sampled_from([errno.EPERM, errno.ENOTTY]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the machines that run the tests are shared
@given(rules=st.lists(RULES, min_size=1, max_size=40), arguments=st.lists(st.integers(0, 7), min_size=6, max_size=6))
def test_compiled_rules_mean_what_they_say(rules: list[Rule], arguments: list[int]) -> None:
    """However rules are written, the compiled filter allows exactly the calls of which one alternative holds."""
    architecture = ARCHITECTURES["x86_64"]
    policy = dict(zip(architecture.numbers, rules, strict=False))
    program = compile_policy(policy, architecture)
    for name, rule in policy.items():
        holds = any(
            all(arguments[condition.argument] & condition.mask in condition.values for condition in conditions)
            for conditions in rule.alternatives
        )
        wanted = None if holds else rule.error
        assert decide(program, architecture.audit, architecture.numbers[name], arguments) == wanted


@both_architectures
def test_filter_fits_the_kernel(architecture: Architecture) -> None:
    """The learner's filter is within the kernel's limits, and every jump lands inside it."""
    program = compile_policy(learner_policy(), architecture)
    assert len(program) <= LONGEST_FILTER
    for position, (code, yes, no, operand) in enumerate(program):
        assert max(yes, no) <= 255
        reach = operand if code == 0x05 else max(yes, no)
        assert position + 1 + (0 if code == 0x06 else reach) < len(program) + (code == 0x06)


@both_architectures
def test_learner_policy_by_argument(architecture: Architecture) -> None:
    """Threads but no processes, itself but nobody else, private memory but none that is shared."""
    policy = learner_policy()
    thread = 0x3D0F00  # as pthread_create asks for it
    expected = {
        ("clone", thread): None,
        ("clone", 17): errno.EPERM,
        ("clone", thread | 0x10000000): errno.EPERM,
        ("clone", thread & ~0x10000): errno.EPERM,
        ("clone3", 0): errno.ENOSYS,
        ("kill", OWN_ID, 9): None,
        ("kill", 0, 9): errno.EPERM,
        ("kill", 0xFFFFFFFF, 9): errno.EPERM,
        ("kill", OWN_ID + 1, 9): errno.EPERM,
        ("tgkill", OWN_ID, 5, 9): None,
        ("tgkill", OWN_ID + 1, 5, 9): errno.EPERM,
        ("prlimit64", 0, 7): None,
        ("prlimit64", 1, 7): errno.EPERM,
        ("sched_setaffinity", 0): None,
        ("sched_setaffinity", 77): errno.EPERM,
        ("mmap", 0, 4096, 3, 0x22): None,
        ("mmap", 0, 4096, 7, 0x22): None,
        ("mmap", 0, 4096, 3, 0x21): errno.EPERM,
        ("mmap", 0, 4096, 1, 0x21): errno.EPERM,
        ("mmap", 0, 4096, 3, 0x01): errno.EPERM,
        ("mmap", 0, 4096, 1, 0x01): None,
        ("mmap", 0, 4096, 3, 0x03): errno.EPERM,
        ("mmap", 0, 4096, 3, 0x40022): errno.EPERM,
        ("mmap", 0, 4096, 1, 0x40001): errno.EPERM,
        ("futex", 0, 0x81): None,
        ("futex", 0, 0x01): errno.EPERM,
        ("futex", 0, 0x00): None,
        ("futex", 0, 0x109): None,
        ("futex", 0, 0x05): errno.EPERM,
        ("futex_wake", 0, 0, 1): errno.ENOSYS,
        ("madvise", 0, 4096, 4): None,
        ("madvise", 0, 4096, 12): errno.EPERM,
        ("ioctl", 1, 0x5401): None,
        ("ioctl", 1, 0x5412): errno.ENOTTY,
        ("fcntl", 1, 3): None,
        ("fcntl", 1, 8): errno.EPERM,
        ("prctl", 15): None,
        ("prctl", 1): errno.EPERM,
        ("prctl", 22): errno.EPERM,
    }
    program = compile_policy(policy, architecture)
    for (name, *arguments), wanted in expected.items():
        result = decide(program, architecture.audit, architecture.numbers[str(name)], [int(a) for a in arguments])
        assert result == wanted, (name, arguments)


NEVER_ALLOWED = """
    fork vfork execve execveat ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd pidfd_send_signal
    socket socketpair connect bind listen accept accept4 sendto sendmsg recvmsg io_uring_setup io_uring_enter io_uring_register
    bpf perf_event_open userfaultfd keyctl add_key request_key mount umount2 pivot_root chroot unshare setns move_mount fsopen
    open_tree fsmount mount_setattr memfd_create memfd_secret shmget shmat msgget semget mq_open flock inotify_init1 fanotify_init
    chmod fchmod fchmodat fchmodat2 chown fchown fchownat lchown utime utimes utimensat setxattr removexattr
    link linkat mknod mknodat
    setuid setgid setreuid setresuid setgroups capset setsid setpgid personality seccomp landlock_restrict_self
    rt_sigqueueinfo rt_tgsigqueueinfo tkill setpriority ioprio_set sched_setscheduler sched_setattr migrate_pages move_pages kcmp
    init_module finit_module kexec_load reboot swapon acct quotactl sethostname settimeofday clock_settime adjtimex syslog
    splice tee vmsplice mincore membarrier name_to_handle_at open_by_handle_at lookup_dcookie modify_ldt iopl ioperm
    epoll_create1 timerfd_create signalfd4 eventfd2 timer_create wait4 waitid truncate vhangup nfsservctl uselib
"""


@both_architectures
@pytest.mark.parametrize("name", NEVER_ALLOWED.split())
def test_never_allowed(architecture: Architecture, name: str) -> None:
    """What reaches other processes, the network, the kernel's surface or file attributes is refused whatever its arguments."""
    if name not in architecture.numbers:
        assert name in ARCHITECTURES["x86_64"].numbers
        return
    for arguments in ((), (0,) * 6, (OWN_ID,) * 6, (0xFFFFFFFF,) * 6):
        assert answer(architecture, learner_policy(), name, *arguments) == errno.EPERM


def test_policy_names_exist() -> None:
    """Every call that the policy names is in a table: a misspelt one would be denied silently."""
    known = set().union(*(architecture.numbers for architecture in ARCHITECTURES.values()))
    assert set(learner_policy()) <= known


def test_tables_agree_where_the_kernel_does() -> None:
    """Calls since 424 have one number on all architectures, and no number stands for two calls."""
    x86, arm = ARCHITECTURES["x86_64"].numbers, ARCHITECTURES["aarch64"].numbers
    for name, number in x86.items():
        if number >= 424 and name in arm:
            assert arm[name] == number, name
    for numbers in (x86, arm):
        assert len(set(numbers.values())) == len(numbers)


def test_shorthands() -> None:
    """`when` allows on a condition, `never` never."""
    architecture = ARCHITECTURES["x86_64"]
    policy = {"read": when(Condition(0, (3,)), error=errno.ENOTTY), "write": never(errno.ENOSYS)}
    assert answer(architecture, policy, "read", 3) is None
    assert answer(architecture, policy, "read", 4) == errno.ENOTTY
    assert answer(architecture, policy, "write", 3) == errno.ENOSYS


RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16}


@pytest.mark.parametrize("version", RIGHTS_BY_ABI)
def test_rights_follow_the_kernel(version: int) -> None:
    """Each Landlock ABI is asked for all that it can deny and nothing that it does not know."""
    assert landlock.handled_rights(version).bit_count() == RIGHTS_BY_ABI[version]
    assert landlock.has_network_rules(version) is (version >= 4)
    assert landlock.has_scopes(version) is (version >= 6)
