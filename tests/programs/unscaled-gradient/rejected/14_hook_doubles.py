# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
A.register_hook(lambda g: g * 2)
loss = A * 5
loss.backward()
print(A.grad)
