# attack: make system calls the way 32-bit programs do, whose numbers mean other calls
# expect: forbidden_operation, runtime_error, wrong_answer
import ctypes
import mmap
import platform

if platform.machine() != "x86_64":
    raise SystemExit
page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
page.write(b"\xb8\x02\x00\x00\x00\xcd\x80\xc3")  # mov eax, 2 (fork); int 0x80; ret
pid = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
if pid >= 0:
    print("ESCAPED", pid)
