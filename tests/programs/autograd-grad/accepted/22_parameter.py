# accepted: nn.Parameter
import torch
import torch.nn as nn

x = nn.Parameter(torch.ones(1))
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
