# attack: open one's own descriptors again by their names, with other rights than they came with
# expect: wrong_answer
import os

for descriptor in range(64):
    for name in (f"/proc/self/fd/{descriptor}", f"/dev/fd/{descriptor}", "/dev/stdin", "/dev/stdout"):
        for flags in (os.O_RDWR, os.O_RDONLY, os.O_WRONLY):
            try:
                os.open(name, flags)
            except OSError:
                continue
            print("ESCAPED", name, flags)
