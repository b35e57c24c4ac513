# diagnosis: integer_requires_grad
# 1 makes an integer tensor, which cannot be tracked.
import torch

x = torch.tensor(1, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx)
