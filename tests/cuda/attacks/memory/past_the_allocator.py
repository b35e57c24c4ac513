# attack: lift the allocator's cap and take plain device memory from the driver, then hold it
# expect: memory_limit_exceeded, time_limit_exceeded, wrong_answer
import ctypes
import time

import torch

torch.cuda.init()
try:
    torch.cuda.set_per_process_memory_fraction(1.0)
except Exception:
    pass
driver = ctypes.CDLL("libcuda.so.1")
pointer, taken = ctypes.c_uint64(), 0
while taken < 512 and driver.cuMemAlloc_v2(ctypes.byref(pointer), ctypes.c_size_t(1 << 28)) == 0:
    taken += 1
time.sleep(2)
