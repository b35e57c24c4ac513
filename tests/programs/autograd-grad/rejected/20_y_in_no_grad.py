# diagnosis: graph_cut
import torch

def f(x):
    with torch.no_grad():
        return x**2 + 2*x + 1

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
