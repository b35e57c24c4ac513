# accepted: torch.autograd.grad result assigned
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
A.grad, = torch.autograd.grad(loss, A)
print(A.grad)
