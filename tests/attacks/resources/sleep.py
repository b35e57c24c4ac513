# attack: sleep for an hour, which takes no processor time
# expect: time_limit_exceeded
import time

time.sleep(3600)
