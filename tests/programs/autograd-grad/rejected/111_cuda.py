# diagnosis: device_unavailable
import torch

x = torch.tensor(1.0, requires_grad=True, device="cuda")
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
