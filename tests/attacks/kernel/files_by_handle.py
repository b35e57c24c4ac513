# attack: open files by their handle, past every path
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


handle = (ctypes.c_uint32 * 34)(128)
call("name_to_handle_at", 303, 264, -100, b"/", handle, ctypes.byref(ctypes.c_int()), 0)
call("open_by_handle_at", 304, 265, 0, handle, 0)
call("openat2", 437, 437, -100, b"/etc/passwd", (ctypes.c_uint64 * 3)(), 24)
call("lookup_dcookie", 212, 18, 0, None, 0)
call("fanotify_init", 300, 262, 0, 0)
call("inotify_init1", 294, 26, 0)
call("quotactl_fd", 443, 443, 0, 0, 0, None)
call("cachestat", 451, 451, 0, None, None, 0)
call("mincore", 27, 232, ctypes.cast(libc.printf, ctypes.c_void_p).value & ~0xFFF, 4096, ctypes.create_string_buffer(8))
