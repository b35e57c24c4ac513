# diagnosis: wrong_dtype
import torch

A = torch.tensor([5.0], dtype=torch.float16, requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
