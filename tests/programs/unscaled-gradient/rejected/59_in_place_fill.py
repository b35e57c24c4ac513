# diagnosis: in_place_on_leaf
import torch

A = torch.zeros(1, requires_grad=True)
A.fill_(5.0)
loss = A * 5
loss.backward()
