# diagnosis: backward_not_called
import torch

def f(a, b):
    return (a + b)**2 + b**3

x = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
y = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
z = x + y
out = f(x, y)
eps = 1e-5
with torch.no_grad():
    x.grad = (f(x + eps, y) - f(x - eps, y)) / (2 * eps)
    y.grad = (f(x, y + eps) - f(x, y - eps)) / (2 * eps)
print(x.grad, y.grad)
