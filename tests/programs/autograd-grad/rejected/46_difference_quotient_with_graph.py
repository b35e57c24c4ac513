# diagnosis: backward_not_called
import torch

def f(t):
    return t**2 + 2*t + 1

x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
y = f(x)
h = 1e-3
dy_dx = (f(x + h) - f(x - h)) / (2 * h)
print(dy_dx)
