# diagnosis: wrong_dtype
import torch

A = torch.ones(1).mul(5).bfloat16().requires_grad_()
loss = A * 5
loss.backward()
print(A.grad)
