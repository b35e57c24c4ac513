# diagnosis: wrong_shape, wrong_given_value, non_scalar_backward
import torch

A = torch.Tensor(5)
A.requires_grad_()
loss = A * 5
loss.backward()
print(A.grad)
