# attack: take over every signal, that of forbidden calls and those that end a process among them
# expect: wrong_answer
import ctypes
import os
import signal

for number in range(1, 65):
    try:
        signal.signal(number, lambda number, frame: os._exit(0))
    except (OSError, ValueError):
        pass
libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(57) == 0:  # fork, on x86-64
    os._exit(0)
