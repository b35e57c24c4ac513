# diagnosis: wrong_variable
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
d2y_dx2 = torch.autograd.grad(y, x, create_graph=True)[0]
dy_dx = torch.autograd.grad(d2y_dx2, x, create_graph=True)[0]
print(dy_dx, d2y_dx2)
