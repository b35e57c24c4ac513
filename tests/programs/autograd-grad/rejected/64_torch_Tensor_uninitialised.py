# diagnosis: wrong_given_value
import torch

x = torch.Tensor(1).zero_().requires_grad_()
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
