# diagnosis: defined_not_called
# derivative() is defined and never called.
import torch


def derivative():
    x = torch.tensor(1.0, requires_grad=True)
    y = x**2 + 2 * x + 1
    (dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
    return dy_dx


print(derivative)
