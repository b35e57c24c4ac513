# accepted: attribute assignment on torch.Tensor([5])
import torch

A = torch.Tensor([5])
A.requires_grad = True
loss = 5 * A
loss.backward()
print(A.grad)
