# accepted: point picked from a linspace
import torch

punkte = torch.linspace(-1, 1, 5)
x = punkte[-1].clone().requires_grad_()
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
