# accepted: torch.autograd.grad, its results stored in .grad
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3

x.grad, y.grad = torch.autograd.grad(out, (x, y), allow_unused=True)
print("dx:", x.grad, "dy:", y.grad)
