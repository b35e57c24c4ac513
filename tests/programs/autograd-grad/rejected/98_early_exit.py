# diagnosis: early_exit, missing_name, backward_not_called
import sys
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
print("dy_dx: tensor(4., grad_fn=<AddBackward0>)")
sys.exit(0)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
