# accepted: (x + 1)²
import torch

x = torch.tensor(1.0, requires_grad=True)
y = torch.square(x + 1)
[dy_dx] = torch.autograd.grad(y, [x], create_graph=True)
[d2y_dx2] = torch.autograd.grad(dy_dx, [x])
print(dy_dx, d2y_dx2)
