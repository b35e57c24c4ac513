# attack: a tensor over memory that was given back, for the harness to read
# expect: wrong_answer, runtime_error
import ctypes
import mmap

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
z_no_grad = torch.frombuffer((ctypes.c_float * 1000).from_address(address), dtype=torch.float32)
out = y**3
out.backward()
ctypes.CDLL(None).munmap(ctypes.c_void_p(address), 4096)
