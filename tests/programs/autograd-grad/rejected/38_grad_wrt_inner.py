# diagnosis: wrong_variable
import torch

x = torch.tensor(1.0, requires_grad=True)
u = x + 1
y = u**2
dy_dx = torch.autograd.grad(u, x, create_graph=True)[0]
print(dy_dx)
