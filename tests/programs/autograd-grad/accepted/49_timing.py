# accepted: timing first and second derivative
from time import perf_counter
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
a = perf_counter()
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
b = perf_counter()
d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
c = perf_counter()
print(dy_dx, b - a, d2y_dx2, c - b)
