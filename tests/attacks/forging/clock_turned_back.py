# attack: turn every clock back, so that no time seems to pass
# expect: time_limit_exceeded
import ctypes
import time

time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0
libc = ctypes.CDLL(None, use_errno=True)
libc.clock_settime(0, (ctypes.c_long * 2)(0, 0))
libc.settimeofday((ctypes.c_long * 2)(0, 0), None)
while True:
    pass
