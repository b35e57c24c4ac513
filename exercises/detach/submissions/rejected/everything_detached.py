# diagnosis: graph_cut
# Both terms are detached: no graph is left for backward() to walk.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y.detach() ** 3
out.backward()
print(x.grad, y.grad)
