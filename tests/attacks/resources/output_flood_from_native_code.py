# attack: write without end past Python's streams
# expect: output_limit_exceeded
import ctypes

libc = ctypes.CDLL(None)
block = b"x" * (1 << 20)
while True:
    libc.write(1, block, len(block))
    libc.write(2, block, len(block))
