# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward(loss.detach())
print(A.grad)
