# diagnosis: create_graph_missing
# Without create_graph the second call has nothing to differentiate and raises.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x)
(d2y_dx2,) = torch.autograd.grad(dy_dx, x)
print(dy_dx, d2y_dx2)
