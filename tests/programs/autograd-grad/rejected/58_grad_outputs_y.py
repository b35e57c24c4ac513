# diagnosis: scaled_gradient
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx, = torch.autograd.grad(y, x, y, create_graph=True)
print(dy_dx)
