# accepted: a function f and a helper that differentiates as often as one likes
import torch


def f(x):
    return x**2 + 2 * x + 1


def derivative(output, variable):
    return torch.autograd.grad(output, variable, create_graph=True)[0]


x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = derivative(y, x)
d2y_dx2 = derivative(dy_dx, x)
print(y, dy_dx, d2y_dx2)
