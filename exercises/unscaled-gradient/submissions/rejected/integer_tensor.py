# diagnosis: integer_requires_grad
# [5] makes an integer tensor, which cannot be tracked.
import torch

A = torch.tensor([5], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
