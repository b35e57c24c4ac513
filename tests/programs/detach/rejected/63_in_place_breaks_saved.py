# diagnosis: in_place_on_leaf
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
with torch.no_grad():
    y.mul_(1.0)
out.backward()
