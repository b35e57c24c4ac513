# accepted: detach_() cuts the intermediate tensor itself
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z_no_grad = x + y
z_no_grad.detach_()
out = z_no_grad**2 + y**3
out.backward()
