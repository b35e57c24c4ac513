# diagnosis: non_scalar_backward, wrong_shape
import torch

A = torch.ones(5, requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
