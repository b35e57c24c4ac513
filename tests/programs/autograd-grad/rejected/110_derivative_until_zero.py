# diagnosis: endless_loop, accumulated_gradient
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
while dy_dx != 0:
    dy_dx = torch.autograd.grad(x**2 + 2*x + 1, x, create_graph=True)[0]
