# attack: share the computing among threads, each below the limit
# expect: time_limit_exceeded
import hashlib
import threading


def work():
    while True:
        hashlib.sha256(bytes(1 << 20))


for _ in range(8):
    threading.Thread(target=work).start()
