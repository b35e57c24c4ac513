# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * 1024).backward()
A.grad /= 1000
print(A.grad)
