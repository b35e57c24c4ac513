# attack: make every kind of descriptor that waits
# expect: wrong_answer
import ctypes
import select

libc = ctypes.CDLL(None, use_errno=True)
made = [name for name, arguments in (("eventfd", (0, 0)), ("timerfd_create", (0, 0)), ("signalfd", (-1, (ctypes.c_ulong * 16)(), 0)), ("inotify_init", ())) if getattr(libc, name)(*arguments) >= 0]
try:
    select.epoll()
    made.append("epoll")
except OSError:
    pass
if made:
    print("ESCAPED", made)
