# diagnosis: wrong_shape, wrong_given_value
import torch

A = torch.ones(5, requires_grad=True)
loss = (A * 5).sum()
loss.backward()
print(A.grad)
