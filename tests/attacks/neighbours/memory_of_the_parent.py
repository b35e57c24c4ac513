# attack: read and write the memory of the fork server, which has the same addresses
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


buffer = ctypes.create_string_buffer(64)
here = (ctypes.c_uint64 * 2)(ctypes.addressof(buffer), 64)
there = (ctypes.c_uint64 * 2)(id(os) & ~7, 64)
for target in (*OTHERS, os.getpid()):
    call("process_vm_readv", 310, 270, target, here, 1, there, 1, 0)
    call("process_vm_writev", 311, 271, target, here, 1, there, 1, 0)
for target in (*OTHERS, "self"):
    try:
        open(f"/proc/{target}/mem", "r+b")
        print("ESCAPED", target)
    except OSError:
        pass
