# attack: never end in an exit function
# expect: time_limit_exceeded
import atexit
import time

atexit.register(time.sleep, 3600)
