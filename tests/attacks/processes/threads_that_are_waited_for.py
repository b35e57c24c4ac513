# attack: leave threads that are no daemons and never end
# expect: time_limit_exceeded
import threading
import time

for _ in range(3):
    threading.Thread(target=time.sleep, args=(3600,)).start()
