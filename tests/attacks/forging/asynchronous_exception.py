# attack: have a thread throw an exception into the main thread again and again while the harness writes its record
# expect: wrong_answer, runtime_error
import ctypes
import threading

main = ctypes.c_ulong(threading.main_thread().ident)


def throw():
    while True:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(main, ctypes.py_object(KeyboardInterrupt))


threading.Thread(target=throw, daemon=True).start()
