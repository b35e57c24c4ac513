# attack: make the libraries' code writable and touch all of it, which no limit on new memory counts
# expect: wrong_answer, time_limit_exceeded, memory_limit_exceeded, runtime_error
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
start = ctypes.cast(ctypes.CDLL("libtorch_cpu.so").THPVariable_Wrap if False else libc.printf, ctypes.c_void_p).value & ~0xFFF
for base in (start, ctypes.cast(ctypes.pythonapi.PyErr_Occurred, ctypes.c_void_p).value & ~0xFFF):
    for page in range(base, base + (512 << 20), 4096):
        if libc.mprotect(ctypes.c_void_p(page), 4096, 7) != 0:
            break
        byte = ctypes.string_at(page, 1)
        ctypes.memmove(page, byte, 1)
