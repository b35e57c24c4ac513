# diagnosis: missing_requires_grad
import torch

A = torch.tensor([5.0])
loss = A * 5
loss.requires_grad = True
loss.backward()
print(A.grad, loss.grad)
