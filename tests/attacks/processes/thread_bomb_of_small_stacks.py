# attack: start threads with the smallest stacks there are
# expect: wrong_answer, runtime_error, memory_limit_exceeded, time_limit_exceeded
import threading

threading.stack_size(32768)
lock = threading.Lock()
lock.acquire()
started = 0
try:
    while started < 100_000:
        threading.Thread(target=lock.acquire, daemon=True).start()
        started += 1
    print("ESCAPED", started)
except RuntimeError:
    pass
