# attack: lock memory, so that it cannot be taken back
# expect: wrong_answer
import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
page = mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
if libc.mlock(ctypes.c_void_p(address), 1 << 20) == 0 or libc.mlockall(3) == 0:
    print("ESCAPED")
try:
    mmap.mmap(-1, 2 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)
    print("ESCAPED: huge pages of the machine's reserve")
except OSError:
    pass
