# diagnosis: in_place_on_leaf
import torch

A = torch.tensor([5.0], requires_grad=True)
A *= 5
loss = A
loss.backward()
