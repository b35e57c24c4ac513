# attack: allocate until nothing is left, catch the error and go on
# expect: wrong_answer, memory_limit_exceeded, runtime_error, time_limit_exceeded
blocks = []
for size in (64 << 20, 1 << 20, 1 << 12, 64):
    try:
        while True:
            blocks.append(bytearray(size))
    except MemoryError:
        pass
