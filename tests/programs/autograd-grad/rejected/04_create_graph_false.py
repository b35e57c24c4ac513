# diagnosis: create_graph_missing
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
# create_graph=True 会占用内存
dy_dx = torch.autograd.grad(y, x, create_graph=False)[0]
print(dy_dx)
