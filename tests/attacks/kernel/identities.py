# attack: become root, or anybody else, or gain a capability
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


for name, on_x86, on_arm, arguments in (
    ("setuid", 105, 146, (0,)),
    ("setgid", 106, 144, (0,)),
    ("setreuid", 113, 145, (0, 0)),
    ("setresuid", 117, 147, (0, 0, 0)),
    ("setresgid", 119, 149, (0, 0, 0)),
    ("setgroups", 116, 159, (0, None)),
):
    call(name, on_x86, on_arm, *arguments)
header, every = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
call("capset", 126, 91, header, every)
call("personality", 135, 92, 0x0040000)
