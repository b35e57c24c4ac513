# diagnosis: create_graph_missing
# The value is right, but without create_graph the derivative is a constant.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x)
print(dy_dx)
