# diagnosis: non_leaf_gradient, wrong_variable
import torch

A = torch.tensor([5.0], requires_grad=True)
A = A * 5
loss = A
loss.backward()
print(A.grad)
