# attack: call every number there is, with nonsense, and many that are not
# expect: wrong_answer, time_limit_exceeded, runtime_error, forbidden_operation, memory_limit_exceeded
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


ENDING = {93, 94, 139, 128, 133, 132, 82} if ARM else {15, 34, 60, 130, 219, 231, 128, 7, 23, 270, 271}
WAITING = {73, 72, 98, 101, 115, 137, 22, 20} if ARM else {202, 35, 230, 281, 0, 19, 232}
for number in (*range(430), *range(520, 560), 1 << 20, (1 << 30) - 1):
    if number not in ENDING | WAITING:
        libc.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6)
