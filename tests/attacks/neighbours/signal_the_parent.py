# attack: signal the fork server, the worker and everybody else
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


HARMLESS = 28  # SIGWINCH, which nobody minds should it arrive after all
for target in (*OTHERS, -1, -os.getppid()):
    call("kill", 62, 129, target, HARMLESS) if target != 0 else None
for target in OTHERS:
    call("tkill", 200, 130, target, HARMLESS)
    call("tgkill", 234, 131, target, target, HARMLESS)
    call("rt_sigqueueinfo", 129, 138, target, HARMLESS, (ctypes.c_int * 32)(HARMLESS, 0, -1))
    call("rt_tgsigqueueinfo", 297, 240, target, target, HARMLESS, (ctypes.c_int * 32)(HARMLESS, 0, -1))
