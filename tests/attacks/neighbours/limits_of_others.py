# attack: change limits, priority and scheduling of others and raise one's own
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


limit = (ctypes.c_uint64 * 2)(1, 1)
none = (ctypes.c_uint64 * 2)(2**64 - 1, 2**64 - 1)
for target in OTHERS:
    call("prlimit64", 302, 261, target, 15, ctypes.byref(limit), None)
    call("setpriority", 141, 140, 0, target, 19)
    call("sched_setaffinity", 203, 122, target, 8, ctypes.byref(ctypes.c_uint64(1)))
for kind in (0, 1, 7, 9):
    call("prlimit64", 302, 261, 0, kind, ctypes.byref(none), None)
call("setpriority", 141, 140, 0, 0, -20)
call("sched_setscheduler", 144, 119, 0, 1, ctypes.byref(ctypes.c_int(99)))
call("ioprio_set", 251, 30, 1, 0, 0x2000)
call("sched_setattr", 314, 274, 0, (ctypes.c_uint32 * 14)(56, 6), 0)
