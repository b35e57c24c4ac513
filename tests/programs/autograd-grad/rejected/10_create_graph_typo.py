# diagnosis: attribute_typo, create_graph_missing
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graphs=True)[0]
print(dy_dx)
