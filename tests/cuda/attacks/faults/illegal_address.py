# attack: have the device write to an address that nobody owns
# expect: runtime_error, wrong_answer
import ctypes

import torch

torch.zeros(1, device="cuda")
driver = ctypes.CDLL("libcuda.so.1")
status = driver.cuMemsetD8_v2(ctypes.c_uint64(0xDEAD0000), ctypes.c_ubyte(1), ctypes.c_size_t(4096))
print("memset", status)
kernel = torch.cuda._compile_kernel(
    'extern "C" __global__ void wild(long long at) { *(volatile int*)at = 1; }', "wild"
)
kernel((1, 1, 1), (1, 1, 1), (0x10,))
torch.cuda.synchronize()
