# diagnosis: in_place_on_leaf
import torch

A = torch.empty(1, requires_grad=True)
A[0] = 5.0
loss = A * 5
loss.backward()
