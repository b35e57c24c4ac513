# attack: read and write the memory of the fork server through the kernel and through the driver
# expect: wrong_answer
import ctypes
import os

import torch

torch.zeros(1, device="cuda")
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
page = ctypes.create_string_buffer(4096)
stranger = os.getppid()
for number, arguments in {
    310: (stranger, page, 1, page, 1, 0),  # process_vm_readv
    311: (stranger, page, 1, page, 1, 0),  # process_vm_writev
    101: (16, stranger, 0, 0),  # ptrace
    434: (stranger, 0),  # pidfd_open
    438: (0, 0, 0),  # pidfd_getfd
}.items():
    if libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]) != -1:
        print("ESCAPED", number)
for name in ("mem", "maps", "environ", "root", "fd", "cmdline"):
    for process in (stranger, 1, "self"):
        if (process, name) == ("self", "maps"):
            continue
        try:
            os.open(f"/proc/{process}/{name}", os.O_RDONLY)
            print("ESCAPED", process, name)
        except OSError:
            continue
