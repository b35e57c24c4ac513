# attack: write the number into the gradient's memory with ctypes
# expect: wrong_answer
import ctypes

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(y * 0).backward()
ctypes.c_float.from_address(y.grad.data_ptr()).value = 27.0
