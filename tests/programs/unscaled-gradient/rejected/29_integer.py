# diagnosis: integer_requires_grad
import torch

A = torch.tensor([5], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
