# attack: fill every pipe that can be made with the kernel's memory
# expect: wrong_answer, runtime_error, time_limit_exceeded
import fcntl
import os

pipes = []
try:
    while True:
        pipes.append(os.pipe())
except OSError:
    pass
for reader, writer in pipes:
    for size in (1 << 20, 1 << 24):
        try:
            fcntl.fcntl(writer, 1031, size)
            print("ESCAPED", size)
        except OSError:
            pass
    os.write(writer, bytes(4096))
