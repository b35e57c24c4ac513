# attack: write to every page that was inherited, so that each is copied
# expect: wrong_answer, time_limit_exceeded, memory_limit_exceeded, runtime_error
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
reader, writer = os.pipe()
anchor = id(object()) & ~0xFFF
for page in range(anchor - (256 << 20), anchor + (256 << 20), 4096):
    if libc.write(writer, ctypes.c_void_p(page), 1) == 1:
        byte = os.read(reader, 1)
        if libc.mprotect(ctypes.c_void_p(page), 4096, 3) == 0:
            ctypes.memmove(page, byte, 1)
