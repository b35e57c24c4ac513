# accepted: default dtype
import torch
torch.set_default_dtype(torch.float64)

x = torch.tensor(1., requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
