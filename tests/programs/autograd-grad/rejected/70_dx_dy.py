# diagnosis: missing_name
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dx_dy = torch.autograd.grad(y, x, create_graph=True)[0]
print(dx_dy)
