# attack: exchange the interpreter's truth and falsehood
# expect: wrong_answer, runtime_error, time_limit_exceeded, memory_limit_exceeded
import ctypes

ctypes.c_uint32.from_address(id(True) + 24).value = 0
ctypes.c_uint32.from_address(id(False) + 24).value = 1
