# diagnosis: non_leaf_gradient
import torch

A = torch.tensor([1.0], requires_grad=True) * 5
loss = A * 5
loss.backward()
print(A.grad)
