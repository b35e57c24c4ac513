# accepted: the first derivative alone, taken out of the tuple by its index
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
print(dy_dx.grad_fn)
