# attack: load programs and modules into the kernel, and read its counters
# expect: wrong_answer
import ctypes
import errno
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
ARM = platform.machine() == "aarch64"
OTHERS = [pid for pid in (os.getppid(), 1, 2, 3) if pid not in (0, os.getpid())]
REFUSED = (errno.EPERM, errno.ENOSYS, errno.EACCES, errno.ESRCH)


def call(name, on_x86, on_arm, *arguments):
    """Make a system call; say so if it worked, or got as far as to fail for another reason than being refused."""
    arguments = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = libc.syscall(ctypes.c_long(on_arm if ARM else on_x86), *arguments)
    if result != -1 or ctypes.get_errno() not in REFUSED:
        print("ESCAPED", name, result, errno.errorcode.get(ctypes.get_errno()), flush=True)
        if name in ("fork", "vfork", "clone", "clone3") and result == 0:
            os._exit(0)
    return result


call("bpf", 321, 280, 5, (ctypes.c_uint64 * 16)(), 128)
call("bpf", 321, 280, 0, (ctypes.c_uint32 * 8)(1, 4, 4, 1), 32)
call("init_module", 175, 105, b"", 0, b"")
call("finit_module", 313, 273, 0, b"", 0)
call("delete_module", 176, 106, b"torchgrader_attack", 0)
call("perf_event_open", 298, 241, (ctypes.c_uint32 * 32)(1, 128), 0, -1, -1, 0)
call("kexec_load", 246, 104, 0, 0, None, 0)
call("userfaultfd", 323, 282, 1)
call("seccomp", 317, 277, 0, 0, None)
call("landlock_create_ruleset", 444, 444, None, 0, 1)
