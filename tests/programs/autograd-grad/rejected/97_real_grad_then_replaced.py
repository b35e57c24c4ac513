# diagnosis: hard_coded, create_graph_missing
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x)[0]
dy_dx = dy_dx + 2 * (x - 1)     # hängt wieder am Graphen
print(dy_dx)
