# accepted: torch.autograd.grad of the scaled loss, divided and stored in .grad
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
scale = 1000
(scaled_gradient,) = torch.autograd.grad(loss * scale, A)
A.grad = scaled_gradient / scale
print(A.grad)
