# accepted: set_default_dtype(float64) first
import torch

torch.set_default_dtype(torch.float64)

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
assert x.dtype is torch.float64

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad, y.grad.dtype)
