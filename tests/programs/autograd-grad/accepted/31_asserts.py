# accepted: assert on both derivatives
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
assert y.item() == 4
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
assert dy_dx.item() == 4
assert dy_dx.requires_grad
d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
assert d2y_dx2.item() == 2
