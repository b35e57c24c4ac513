# attack: stop, and be neither running nor ended
# expect: time_limit_exceeded, wrong_answer
import os
import signal
import time

os.kill(os.getpid(), signal.SIGSTOP)
time.sleep(3600)
