# diagnosis: wrong_variable
# The derivative of x with respect to y is asked for; x does not depend on y.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(x, y, create_graph=True)
print(dy_dx)
