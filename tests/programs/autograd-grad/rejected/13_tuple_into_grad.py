# diagnosis: value_is_not_a_tensor
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)
print(dy_dx.item())
d2y_dx2 = torch.autograd.grad(dy_dx, x)
