# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scaled = loss * 2
scaled.backward()
print(A.grad)
