# attack: overwrite the local variables of the harness's frames
# expect: wrong_answer, runtime_error
import ctypes
import sys

frame = sys._getframe().f_back
while frame is not None:
    for name in list(frame.f_locals):
        if name not in ("self", "__builtins__"):
            frame.f_locals[name] = None
    ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
    frame = frame.f_back
