# diagnosis: backward_not_called
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
print(loss)
print(A.grad)
