# diagnosis: in_place_on_leaf
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
x += y
z = x
out = z**2 + y**3
out.backward()
