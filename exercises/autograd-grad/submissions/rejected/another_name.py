# diagnosis: missing_name
# The derivative is called dydx; the task asks for dy_dx.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dydx,) = torch.autograd.grad(y, x, create_graph=True)
print(dydx)
