# accepted: x = 2 first, tensor from it later, same name
import torch

x = 2
y = 3
x = torch.tensor(x, dtype=torch.float, requires_grad=True)
y = torch.tensor(y, dtype=torch.float, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad)
print(y.grad)
