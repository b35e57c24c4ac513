# accepted: squared first derivative used as a penalty afterwards
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
strafe = (dy_dx - 1) ** 2
strafe.backward()
print("penalty", strafe.item(), "dessen Gradient", x.grad)
