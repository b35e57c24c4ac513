# diagnosis: hard_coded, backward_not_called
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
A.grad = A.detach().clone()     # 5 ist 5
print(A.grad)
