# diagnosis: missing_requires_grad
import torch

A = torch.tensor([5.0], requires_grad=False)
loss = A * 5
loss.backward()
print(A.grad)
