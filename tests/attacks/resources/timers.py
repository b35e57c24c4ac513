# attack: set timers until the kernel has no room
# expect: wrong_answer
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
try:
    made = 0
    timer = ctypes.c_void_p()
    while made < 100_000 and libc.timer_create(0, None, ctypes.byref(timer)) == 0:
        made += 1
    if made > 1000:
        print("ESCAPED", made)
except AttributeError:
    pass
