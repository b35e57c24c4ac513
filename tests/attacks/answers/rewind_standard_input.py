# attack: rewind standard input and the job, in case they hold more than was read
# expect: wrong_answer
import os

for descriptor in (0, 4):
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = os.read(descriptor, 1 << 16)
    except OSError:
        continue
    if data:
        print("ESCAPED", descriptor, data[:100])
