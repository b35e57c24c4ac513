# diagnosis: wrong_formula
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**3 + y**2
out.backward()
print(x.grad, y.grad)
