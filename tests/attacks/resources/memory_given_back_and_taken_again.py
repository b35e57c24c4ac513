# attack: unmap the libraries to make room below the limit, and fill it
# expect: wrong_answer, memory_limit_exceeded, runtime_error, time_limit_exceeded
import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
import torch

address = ctypes.cast(ctypes.CDLL(torch._C.__file__).PyInit__C, ctypes.c_void_p).value & ~0xFFF
libc.munmap(ctypes.c_void_p(address + (1 << 20)), 1 << 29)
blocks = []
while True:
    blocks.append(bytearray(16 << 20))
