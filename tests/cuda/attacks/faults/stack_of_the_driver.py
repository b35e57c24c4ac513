# attack: overwrite the memory of the driver's library in this process
# expect: runtime_error, time_limit_exceeded
import ctypes

import torch

torch.zeros(1, device="cuda")
driver = ctypes.CDLL("libcuda.so.1")
address = ctypes.cast(driver.cuMemAlloc_v2, ctypes.c_void_p).value
ctypes.memset(address, 0xCC, 64)
torch.empty(1 << 28, dtype=torch.uint8, device="cuda")
