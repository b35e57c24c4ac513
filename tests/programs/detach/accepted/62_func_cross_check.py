# accepted: torch.func.grad as a cross-check
import torch
from torch.func import grad

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()

check = grad(lambda b: (x + b).detach() ** 2 + b ** 3)(y)
print(y.grad.item(), check.item())
