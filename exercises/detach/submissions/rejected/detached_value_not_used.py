# diagnosis: detach_missing
# z_no_grad is made and then forgotten: out is computed from z, so x gets a gradient.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
