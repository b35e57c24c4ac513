# attack: read the environment and arguments that the kernel left above the stack
# expect: wrong_answer
import ctypes
import os

libc = ctypes.CDLL(None)
reader, writer = os.pipe()
first = ctypes.c_char_p.in_dll(libc, "program_invocation_name")
start = ctypes.cast(first, ctypes.c_void_p).value & ~0xFFF
for page in range(start - (1 << 20), start + (1 << 20), 4096):
    if libc.write(writer, ctypes.c_void_p(page), 4096) == 4096:
        data = os.read(reader, 4096)
        if b"TORCHGRADER_" + b"CANARY" in data or b"GRADER_" + b"D" in data:
            print("ESCAPED", data[:200])
