# accepted: torch.add, torch.mul, torch.pow
import torch

x = torch.tensor(1.0, requires_grad=True)
y = torch.add(torch.add(torch.pow(x, 2), torch.mul(x, 2)), 1)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
