# attack: restart the machine, rename it, stop its clock, read its log
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


call("reboot", 169, 142, 0xFEE1DEAD, 672274793, 0)
call("sethostname", 170, 161, b"torchgrader-attack", -1)
call("setdomainname", 171, 162, b"torchgrader-attack", -1)
call("syslog", 103, 116, 3, ctypes.create_string_buffer(64), 64)
call("swapon", 167, 224, b"/torchgrader-attack", 0)
call("acct", 163, 89, b"/torchgrader-attack")
call("quotactl", 179, 60, 0, None, 0, None)
call("adjtimex", 159, 171, (ctypes.c_uint32 * 64)(1))
call("clock_settime", 227, 112, 0, (ctypes.c_long * 2)(0, -1))
if not ARM:
    call("iopl", 172, -1, 3)
    call("ioperm", 173, -1, 0, 1, 1)
    call("modify_ldt", 154, -1, 1, (ctypes.c_uint32 * 4)(), 16)
