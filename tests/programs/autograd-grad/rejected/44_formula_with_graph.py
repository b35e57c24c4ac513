# diagnosis: backward_not_called
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = 2*x + 2
d2y_dx2 = torch.autograd.grad(dy_dx, x, retain_graph=True)[0]
print(dy_dx, d2y_dx2)
