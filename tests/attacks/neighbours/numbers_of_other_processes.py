# attack: find out which process numbers are in use
# expect: wrong_answer
import os

found = []
for pid in range(2, 5_000):  # 1 is the first process of a namespace of one's own, and tells nothing
    if pid in (os.getpid(), os.getppid()):
        continue
    try:
        os.getsid(pid)
    except PermissionError:
        continue
    except ProcessLookupError:
        continue
    found.append(pid)
if found:
    print("ESCAPED", found[:10])
