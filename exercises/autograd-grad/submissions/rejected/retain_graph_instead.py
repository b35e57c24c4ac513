# diagnosis: create_graph_missing
# retain_graph keeps the graph of y; it does not make one for the derivative.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, retain_graph=True)
print(dy_dx)
