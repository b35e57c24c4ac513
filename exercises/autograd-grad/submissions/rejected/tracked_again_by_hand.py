# diagnosis: create_graph_missing
# requires_grad_() makes the derivative a leaf of its own; it still has no graph to x.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x)
dy_dx.requires_grad_()
print(dy_dx)
