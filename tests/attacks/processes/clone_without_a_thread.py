# attack: clone with every mixture of flags that is almost a thread
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


CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND, CLONE_THREAD, CLONE_PARENT, CLONE_PIDFD = 0x100, 0x200, 0x400, 0x800, 0x10000, 0x8000, 0x1000
for flags in (CLONE_VM | CLONE_SIGHAND, CLONE_PARENT | 17, CLONE_VM | CLONE_FS | CLONE_FILES, CLONE_PIDFD | 17, 0x10000000 | 17, 0x20000000 | CLONE_PARENT, 1 << 40 | 17):
    call("clone", 56, 220, flags, 0, 0, 0, 0)
for flags in (0x10000000, 0x00020000, 0x40000000, 0x02000000, 0x2000):
    call("clone", 56, 220, flags | CLONE_THREAD | CLONE_VM | CLONE_SIGHAND, 0, 0, 0, 0)
