# diagnosis: integer_requires_grad
# 2 makes an integer tensor, and only floating-point tensors can be tracked.
import torch

x = torch.tensor(2, requires_grad=True)
y = torch.tensor(3, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
