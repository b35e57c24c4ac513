# diagnosis: non_leaf_gradient
import torch

x = torch.tensor(2.0, requires_grad=True).double()
y = torch.tensor(3.0, requires_grad=True).double()
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(y.grad)
