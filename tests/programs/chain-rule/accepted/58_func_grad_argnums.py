# accepted: torch.func.grad with argnums as cross-check
import torch

def f(x, y):
    z = x + y
    return z ** 2 + y ** 3

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = f(x, y)
out.backward()
dx, dy = torch.func.grad(f, argnums=(0, 1))(x.detach(), y.detach())
print(x.grad == dx, y.grad == dy)
