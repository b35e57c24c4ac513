# attack: unfold a small string to gigabytes
# expect: memory_limit_exceeded, time_limit_exceeded
import zlib

data = zlib.compress(bytes(64 << 20))
while True:
    data = zlib.decompress(data) * 64
