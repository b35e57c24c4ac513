# diagnosis: missing_requires_grad
import torch

x = torch.tensor(1.0)
y = x**2 + 2*x + 1
x.requires_grad_()
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
