# attack: leave a message for the next program in the flags of a descriptor that all programs share
# expect: wrong_answer
import fcntl
import os

for descriptor in range(16):
    try:
        before = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    except OSError:
        continue
    if descriptor == 0 and before & os.O_NONBLOCK:
        print("ESCAPED: a program before this one was here")
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, before | os.O_NONBLOCK | os.O_APPEND)
    except OSError:
        pass
