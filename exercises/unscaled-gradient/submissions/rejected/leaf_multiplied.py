# diagnosis: non_leaf_gradient
# Here A is the product of a tracked tensor with one: a result, and no leaf.
import torch

A = torch.tensor([5.0], requires_grad=True) * 1.0
loss = A * 5
loss.backward()
print(A.grad)
