# diagnosis: backward_not_called
# A difference quotient is an approximation, and autograd plays no part in it.
import torch


def f(x):
    return x**2 + 2 * x + 1


x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
y = f(x)
h = 1e-6
dy_dx = (f(x + h) - f(x - h)) / (2 * h)
print(dy_dx)
