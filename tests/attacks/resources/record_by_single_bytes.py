# attack: write the record byte by byte, so that the reader has to keep an object for each
# expect: time_limit_exceeded
import ctypes

write = ctypes.CDLL(None).write
while True:
    write(3, b"T", 1)
