# attack: leave a daemon behind: fork twice, a new session, a thread that never ends
# expect: wrong_answer, time_limit_exceeded
import os
import threading
import time

for _ in range(4):
    threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                time.sleep(1)
        os._exit(0)
    print("ESCAPED")
except OSError:
    pass
