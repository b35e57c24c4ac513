# diagnosis: create_graph_missing
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
d3y_dx3 = torch.autograd.grad(d2y_dx2, x)[0]
print(d3y_dx3)
