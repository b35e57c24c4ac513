# attack: lock files that all programs share, so that others wait or can be told something
# expect: wrong_answer
import fcntl
import os

for name in ("/dev/null", "/dev/zero", os.__file__):
    descriptor = os.open(name, os.O_RDONLY)
    for way in (lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB), lambda: fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)):
        try:
            way()
        except OSError:
            continue
        print("ESCAPED", name)
