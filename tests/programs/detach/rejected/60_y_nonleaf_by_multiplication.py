# diagnosis: non_leaf_gradient
import torch

x = torch.tensor(1.0, requires_grad=True) * 2
y = torch.tensor(1.0, requires_grad=True) * 3
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)
