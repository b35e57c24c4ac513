# attack: ask which pages of common files are in memory, and throw them out, as a bell between programs
# expect: wrong_answer
import ctypes
import mmap
import os
import platform

import torch

CALLS = {
    "x86_64": {"mincore": 27, "fadvise": 221, "readahead": 187, "preadv2": 327, "cachestat": 451},
    "aarch64": {"mincore": 232, "fadvise": 223, "readahead": 213, "preadv2": 286, "cachestat": 451},
}[platform.machine()]
POSIX_FADV_DONTNEED, RWF_NOWAIT, PAGES = 4, 8, 4096
libc = ctypes.CDLL(None, use_errno=True)
path = os.path.join(os.path.dirname(torch.__file__), "hub.py")
with open(path, "rb") as file:
    number = file.fileno()
    view = mmap.mmap(number, 0, prot=mmap.PROT_READ)
    answer = ctypes.create_string_buffer(PAGES)
    span = (ctypes.c_uint64 * 2)(0, PAGES)
    part = (ctypes.c_void_p * 2)(ctypes.addressof(answer), PAGES)
    address = ctypes.c_void_p()
    tries = {
        "mincore": (ctypes.c_void_p(id(view) & -PAGES), ctypes.c_size_t(PAGES), answer),
        "fadvise": (number, ctypes.c_long(0), ctypes.c_long(0), POSIX_FADV_DONTNEED),
        "readahead": (number, ctypes.c_long(0), ctypes.c_size_t(PAGES)),
        "preadv2": (number, part, 1, ctypes.c_long(0), ctypes.c_long(0), RWF_NOWAIT),
        "cachestat": (number, span, answer, 0),
    }
    for name, arguments in tries.items():
        if libc.syscall(CALLS[name], *arguments) >= 0:
            print("ESCAPED", name)
