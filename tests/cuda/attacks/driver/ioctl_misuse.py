# attack: give the driver commands that share, export or read what belongs to others
# expect: wrong_answer
import ctypes
import errno

import torch

torch.zeros(1, device="cuda")
libc = ctypes.CDLL(None, use_errno=True)
FRONT_END = (0x33, 0x35, 0x38, 0x39, 0x4D, 0x5C, 0x5D, 0x64, 0x65, 0x66, 217)
UNIFIED = (29, 30, *range(56, 65), *range(200, 260))
buffer = ctypes.create_string_buffer(4096)
for descriptor in range(3, 256):
    commands = [0xC0000000 | 32 << 16 | 0x4600 | number for number in FRONT_END] + list(UNIFIED)
    for command in commands:
        ctypes.set_errno(0)
        result = libc.ioctl(descriptor, ctypes.c_ulong(command), buffer)
        if result != -1 or ctypes.get_errno() not in (errno.ENOTTY, errno.EBADF):
            print("ESCAPED", descriptor, hex(command), result, ctypes.get_errno())
