# accepted: torch.autograd.grad with allow_unused, results stored in .grad
import torch
from torch.autograd import grad

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3

gx, gy = grad(out, [x, y], allow_unused=True)
x.grad = gx     # None
y.grad = gy
print(gx, gy)
