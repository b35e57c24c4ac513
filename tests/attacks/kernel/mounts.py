# attack: mount, bind and unmount file systems by the old calls and the new
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


here = b"/torchgrader-attack"
call("mount", 165, 40, b"torchgrader-attack", here, b"tmpfs", 0, None)
call("mount", 165, 40, b"/torchgrader-attack-source", here, None, 4096, None)
call("mount", 165, 40, None, here, None, 0x44000, None)
call("umount2", 166, 39, here, 2)
call("pivot_root", 155, 41, here, here)
call("chroot", 161, 51, here)
call("open_tree", 428, 428, -100, b"/", 1)
call("move_mount", 429, 429, -100, b"/", -100, here, 0)
call("fsopen", 430, 430, b"tmpfs", 0)
call("fsmount", 432, 432, 0, 0, 0)
call("fspick", 433, 433, -100, b"/", 0)
call("mount_setattr", 442, 442, -100, b"/", 0, (ctypes.c_uint64 * 4)(), 32)
