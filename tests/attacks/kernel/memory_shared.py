# attack: make memory that another process could map
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


import mmap

call("memfd_create", 319, 279, b"torchgrader-attack", 0)
call("memfd_secret", 447, 447, 0)
call("shmget", 29, 194, 0, 4096, 0o1642)
call("semget", 64, 190, 0, 1, 0o1642)
call("msgget", 68, 186, 0, 0o1642)
call("mq_open", 240, 180, b"torchgrader-attack", 0o102, 0o642, None)
call("remap_file_pages", 216, 234, 0, 4096, 0, 0, 0)
for flags in (mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, 3 | mmap.MAP_ANONYMOUS):
    try:
        mmap.mmap(-1, 4096, flags=flags)
        print("ESCAPED", flags)
    except OSError:
        pass
try:
    mmap.mmap(os.open("/dev/zero", os.O_RDWR), 4096, flags=mmap.MAP_SHARED)
    print("ESCAPED zero")
except OSError:
    pass
