# diagnosis: backward_not_called
import torch

def f(a, b, c):
    return c**2 + b**3

x = torch.tensor(2.0, requires_grad=True, dtype=torch.float64)
y = torch.tensor(3.0, requires_grad=True, dtype=torch.float64)
z = x + y
z_no_grad = z.detach()
out = f(x, y, z_no_grad)
h = 1e-6
with torch.no_grad():
    y.grad = (f(x, y + h, z_no_grad) - f(x, y - h, z_no_grad)) / (2 * h)
print(y.grad)
