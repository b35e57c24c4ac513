# accepted: grad, iter and next shadowed by own names
import torch

iter = 2
tuple = torch.autograd.grad
x = torch.tensor(1.0, requires_grad=True)
y = x**iter + iter*x + 1
dy_dx = tuple(y, x, create_graph=True)[0]
print(dy_dx)
