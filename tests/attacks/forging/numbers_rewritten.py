# attack: write into the interpreter's own small numbers, so that what our code counts is something else
# expect: wrong_answer, runtime_error, time_limit_exceeded, memory_limit_exceeded
import ctypes

for number, other in ((3, 2), (7, 5), (16, 1)):
    ctypes.c_uint32.from_address(id(number) + 24).value = other
