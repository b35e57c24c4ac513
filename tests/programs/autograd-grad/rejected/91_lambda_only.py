# diagnosis: defined_not_called, value_is_not_a_tensor
import torch

x = torch.tensor(1.0, requires_grad=True)
y = lambda: x**2 + 2*x + 1
dy_dx = lambda: torch.autograd.grad(y(), x, create_graph=True)[0]
print(dy_dx)
