# accepted: x = 1 first, then a tensor from it
import torch

x = 1
x = torch.tensor(float(x), requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
