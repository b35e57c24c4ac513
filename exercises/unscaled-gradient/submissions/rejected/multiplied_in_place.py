# diagnosis: in_place_on_leaf
# A *= 5 would overwrite the tracked leaf.
import torch

A = torch.tensor([5.0], requires_grad=True)
A *= 5
loss = A
loss.backward()
print(A.grad)
