# diagnosis: backward_not_called
import torch

f = lambda t: t**2 + 2*t + 1
x = torch.tensor(1.0, requires_grad=True)
y = f(x)
h = 0.5
dy_dx = (f(x + h) - f(x)) / h
print(dy_dx)
