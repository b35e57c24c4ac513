# attack: queue calls for the interpreter to make whenever it finds time, the harness's time included
# expect: wrong_answer, runtime_error
import ctypes
import os

CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


@CALL
def later(_):
    ctypes.pythonapi.Py_AddPendingCall(later, None)
    if not os.path.exists("/tmp/never"):
        return 0
    return -1


ctypes.pythonapi.Py_AddPendingCall(later, None)
