# accepted: requires_grad_ called later
import torch

A = torch.tensor([5.0])
print(A.requires_grad)
A.requires_grad_()
loss = A * 5
loss.backward()
print(A.grad)
