# attack: queue signals to oneself until the kernel has no room
# expect: wrong_answer, runtime_error
import os
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
for number in range(34, 64):
    for _ in range(10_000):
        try:
            os.kill(os.getpid(), number)
        except OSError:
            break
