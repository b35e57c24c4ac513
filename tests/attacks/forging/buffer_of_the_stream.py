# attack: detach the buffers of the standard streams and hand them the record's descriptor
# expect: wrong_answer, runtime_error
import os
import stat
import sys

for descriptor in range(3, 64):
    try:
        if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            sys.stdout.detach()
            sys.stdout = open(descriptor, "w", closefd=False)
            break
    except OSError:
        continue
print('{"verdict": "accepted", "score": 1.0}')
