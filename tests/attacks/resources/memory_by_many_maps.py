# attack: make a hundred thousand small maps
# expect: wrong_answer, memory_limit_exceeded, runtime_error, time_limit_exceeded, forbidden_operation
import mmap

maps = []
while True:
    maps.append(mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
