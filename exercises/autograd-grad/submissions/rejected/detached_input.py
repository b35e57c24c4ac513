# diagnosis: graph_cut
# y is computed from a detached x: there is no graph to differentiate.
import torch

x = torch.tensor(1.0, requires_grad=True)
v = x.detach()
y = v**2 + 2 * v + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx)
