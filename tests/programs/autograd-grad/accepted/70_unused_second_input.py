# accepted: two inputs, one unused
import torch

x = torch.tensor(1.0, requires_grad=True)
t = torch.tensor(7.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx, dy_dt = torch.autograd.grad(y, (x, t), create_graph=True, allow_unused=True)
print(dy_dx, dy_dt)
