# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.register_hook(lambda g: g / 2)
loss.backward()
print(A.grad)
