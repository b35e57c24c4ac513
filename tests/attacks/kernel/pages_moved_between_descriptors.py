# attack: move pages between pipes and files, where flags of pages were once forged
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


reader, writer = os.pipe()
call("splice", 275, 76, 0, None, writer, None, 1, 0)
call("tee", 276, 77, reader, writer, 1, 0)
call("vmsplice", 278, 75, writer, (ctypes.c_uint64 * 2)(id(os) & ~7, 8), 1, 0)
call("sendfile", 40, 71, writer, 0, None, 1)
call("copy_file_range", 326, 285, 0, None, writer, None, 1, 0)
