# diagnosis: exception_swallowed, create_graph_missing
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x)[0]
try:
    d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
except RuntimeError:
    d2y_dx2 = torch.tensor(2.0)
print(dy_dx, d2y_dx2)
