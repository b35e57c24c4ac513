# attack: start threads until nothing is left
# expect: wrong_answer, runtime_error, memory_limit_exceeded, time_limit_exceeded
import threading

lock = threading.Lock()
lock.acquire()
while True:
    threading.Thread(target=lock.acquire, daemon=True).start()
