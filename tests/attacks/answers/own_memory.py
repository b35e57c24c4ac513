# attack: scan all of this process's own memory for secrets, letting the kernel say what is mapped
# expect: wrong_answer, time_limit_exceeded
import ctypes
import os
import re

libc = ctypes.CDLL(None, use_errno=True)
reader, writer = os.pipe()
secret = re.compile(rb"canary-[0-9a-f]{24}|TORCHGRADER_[C]ANARY|id = .cut:[z]_no_grad|cubes[ ]its own")
anchor = id(object()) & ~0xFFF
stack = ctypes.addressof(ctypes.c_char.from_buffer(bytearray(1))) & ~0xFFF
for start in (anchor, stack, ctypes.cast(libc.printf, ctypes.c_void_p).value & ~0xFFF):
    for page in range(start - (24 << 20), start + (24 << 20), 4096):
        if libc.write(writer, ctypes.c_void_p(page), 4096) == 4096:
            data = os.read(reader, 4096)
            for found in secret.finditer(data):
                print("ESCAPED", data[found.start() : found.start() + 80])
