# diagnosis: graph_cut
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
g = torch.autograd.grad(y, x, create_graph=True)
dy_dx = torch.tensor(g, requires_grad=True)
print(dy_dx)
