# accepted: compares with a finite difference
import torch


def f(a, b, const):
    return const ** 2 + b ** 3


x = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
y = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = f(x, y, z_no_grad)
out.backward()

with torch.no_grad():
    eps = 1e-5
    num = (f(x, y + eps, z_no_grad) - f(x, y - eps, z_no_grad)) / (2 * eps)
print("numeric", num.item(), "autograd", y.grad.item())
