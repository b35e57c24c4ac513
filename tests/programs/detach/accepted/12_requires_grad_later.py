# accepted: tracking switched on after creation
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0)
print(x.requires_grad, y.requires_grad)
x.requires_grad_()
y.requires_grad_(True)
print(x.requires_grad, y.requires_grad)

z = x + y
z_no_grad = z.detach()
out = z_no_grad * z_no_grad + y * y * y
out.backward()
print(y.grad)
