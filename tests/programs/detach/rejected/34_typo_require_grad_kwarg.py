# diagnosis: attribute_typo
import torch

x = torch.tensor(2.0, require_grad=True)
y = torch.tensor(3.0, require_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
