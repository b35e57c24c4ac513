# attack: let the main thread end and a thread hold the interpreter
# expect: time_limit_exceeded, wrong_answer
import ctypes
import threading

threading.Thread(target=ctypes.PyDLL(None).sleep, args=(3600,)).start()
