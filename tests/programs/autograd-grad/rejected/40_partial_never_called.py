# diagnosis: backward_named_not_called, value_is_not_a_tensor
from functools import partial
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = partial(torch.autograd.grad, y, x, create_graph=True)
print(dy_dx)
