# diagnosis: wrong_given_value
# x should be 1.0.
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx)
