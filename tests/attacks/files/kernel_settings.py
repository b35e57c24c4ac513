# attack: write the kernel's settings and one's own control group
# expect: wrong_answer
import os

for path in ("/proc/sys/kernel/core_pattern", "/proc/self/oom_score_adj", "/proc/self/uid_map", "/proc/self/setgroups", "/proc/self/attr/current", "/proc/self/clear_refs", "/proc/self/coredump_filter", "/proc/self/timerslack_ns", "/proc/self/comm", "/proc/sysrq-trigger", "/sys/fs/cgroup/cgroup.procs", "/sys/kernel/uevent_helper", "/proc/self/fd/1", "/proc/self/mem"):
    try:
        os.open(path, os.O_WRONLY)
    except OSError:
        continue
    print("ESCAPED", path)
