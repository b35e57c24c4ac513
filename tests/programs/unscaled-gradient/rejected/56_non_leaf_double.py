# diagnosis: non_leaf_gradient
import torch

A = torch.tensor([5.0], requires_grad=True).double()
loss = A * 5
loss.backward()
print(A.grad)
