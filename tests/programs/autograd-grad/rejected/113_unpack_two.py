# diagnosis: value_is_not_a_tensor, wrong_call
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx, d2y_dx2 = torch.autograd.grad(y, x, create_graph=True)
