# accepted: Variable and autograd module import
from torch import autograd
import torch

x = autograd.Variable(torch.FloatTensor([1.0]), requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = autograd.grad(y, x, create_graph=True)[0]
d2y_dx2 = autograd.grad(dy_dx, x)[0]
print(dy_dx.data, d2y_dx2.data)
