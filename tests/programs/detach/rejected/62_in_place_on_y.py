# diagnosis: in_place_on_leaf
import torch

x = torch.zeros(1, requires_grad=True)
y = torch.zeros(1, requires_grad=True)
x += 2
y += 3
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
