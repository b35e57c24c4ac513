# diagnosis: detached_tensor_tracked, detach_missing
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach().requires_grad_(True)
out = z_no_grad**2 + y**3
out.backward()
print(z_no_grad.grad)
print(y.grad)
