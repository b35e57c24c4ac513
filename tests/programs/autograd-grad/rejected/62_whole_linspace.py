# diagnosis: wrong_given_value, wrong_shape
import torch

x = torch.linspace(-2, 2, 50, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
print(dy_dx)
