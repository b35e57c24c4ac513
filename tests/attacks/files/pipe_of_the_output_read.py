# attack: read back what was printed, or shrink the pipe that it goes through
# expect: wrong_answer
import fcntl
import os

for descriptor in (1, 2, 3):
    for way in (lambda: os.read(descriptor, 1), lambda: fcntl.fcntl(descriptor, 1031, 4096), lambda: os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY), lambda: os.lseek(descriptor, 0, 0)):
        try:
            way()
        except OSError:
            continue
        print("ESCAPED", descriptor)
