# attack: look for what an earlier program left in device memory, then leave a mark for a later one
# expect: wrong_answer, memory_limit_exceeded, runtime_error
import ctypes

import torch

MARK = 0x5EC2E7A7
torch.zeros(1, device="cuda")
driver = ctypes.CDLL("libcuda.so.1")
SIZE = 1 << 26
host = torch.empty(SIZE // 4, dtype=torch.int32)
blocks = []
for _ in range(16):
    pointer = ctypes.c_uint64()
    if driver.cuMemAlloc_v2(ctypes.byref(pointer), ctypes.c_size_t(SIZE)):
        break
    blocks.append(pointer)
    driver.cuMemcpyDtoH_v2(ctypes.c_void_p(host.data_ptr()), pointer, ctypes.c_size_t(SIZE))
    if (host == MARK).any():
        print("ESCAPED: the mark of an earlier program")
for pointer in blocks:
    driver.cuMemsetD32_v2(pointer, ctypes.c_uint(MARK), ctypes.c_size_t(SIZE // 4))
