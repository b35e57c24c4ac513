# diagnosis: missing_requires_grad
# x is an ordinary tensor, so there is nothing to differentiate.
import torch

x = torch.tensor(1.0)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx)
