# attack: read from every descriptor that was left open
# expect: wrong_answer, runtime_error
import os

for descriptor in range(4, 4096):
    try:
        os.fstat(descriptor)
    except OSError:
        continue
    print("ESCAPED", descriptor)
for descriptor in (0, 3):
    try:
        data = os.read(descriptor, 1 << 16)
    except OSError:
        continue
    if data:
        print("ESCAPED", data[:100])
