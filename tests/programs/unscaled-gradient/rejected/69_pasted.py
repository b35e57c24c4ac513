# diagnosis: hard_coded, backward_not_called
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
A.grad = torch.tensor([5.0])
print(A.grad)
