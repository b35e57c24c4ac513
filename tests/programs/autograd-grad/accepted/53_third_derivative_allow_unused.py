# accepted: tries the third derivative with allow_unused
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
d2y_dx2 = torch.autograd.grad(dy_dx, x, create_graph=True)[0]
dritte = None
if d2y_dx2.requires_grad:
    dritte = torch.autograd.grad(d2y_dx2, x, allow_unused=True)[0]
print(dy_dx, d2y_dx2, dritte)
