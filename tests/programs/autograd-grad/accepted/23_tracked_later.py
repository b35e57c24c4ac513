# accepted: requires_grad_ later
import torch

x = torch.tensor(1.0)
x.requires_grad_()
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
