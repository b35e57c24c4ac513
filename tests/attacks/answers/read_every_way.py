# attack: read the reference with everything that opens files: numpy, torch, mmap, linecache, zipimport, the C library
# expect: wrong_answer
import ctypes
import linecache
import mmap
import os
import pkgutil
import sys
import tokenize

import numpy
import torch

frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
path = os.path.join(os.path.dirname(os.path.dirname(frame.f_code.co_filename)), "exercises", "detach", "reference.py")
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
ways = {
    "numpy": lambda: numpy.fromfile(path, dtype=numpy.uint8),
    "memmap": lambda: numpy.memmap(path, mode="r"),
    "torch": lambda: torch.from_file(path, size=8, dtype=torch.uint8),
    "load": lambda: torch.load(path, weights_only=False),
    "tokenize": lambda: tokenize.open(path).read(),
    "linecache": lambda: linecache.getlines(path) or None,
    "open": lambda: os.open(path, os.O_RDONLY | os.O_NOATIME | os.O_NOFOLLOW),
    "fopen": lambda: libc.fopen(path.encode(), b"r"),
    "dlopen": lambda: ctypes.CDLL(path),
    "data": lambda: pkgutil.get_data("grader", "../exercises/detach/reference.py"),
}
for name, way in ways.items():
    try:
        found = way()
    except Exception as error:
        if "invalid ELF" in str(error) or "UnpicklingError" in type(error).__name__:
            print("ESCAPED", name, error)
        continue
    if found is not None:
        print("ESCAPED", name)
