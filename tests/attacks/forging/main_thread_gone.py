# attack: end the main thread alone and answer from another one
# expect: time_limit_exceeded, runtime_error, wrong_answer
import ctypes
import threading

threading.Thread(target=lambda: __import__("time").sleep(60), daemon=False).start()
ctypes.CDLL(None).pthread_exit(None)
