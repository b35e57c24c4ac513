# diagnosis: wrong_variable
# The second call differentiates y again instead of dy_dx.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
(d2y_dx2,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx, d2y_dx2)
