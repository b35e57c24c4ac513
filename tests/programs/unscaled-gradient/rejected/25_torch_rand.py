# diagnosis: wrong_given_value
import torch

A = torch.rand(1, requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
