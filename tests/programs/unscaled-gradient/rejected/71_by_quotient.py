# diagnosis: backward_not_called
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
A.grad = (loss / A).detach()
print(A.grad)
