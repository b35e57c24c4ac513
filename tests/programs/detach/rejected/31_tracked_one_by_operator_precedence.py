# diagnosis: missing_requires_grad
import torch

x, y = torch.tensor(2.0), torch.tensor(3.0)
x.requires_grad_
y.requires_grad_
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
