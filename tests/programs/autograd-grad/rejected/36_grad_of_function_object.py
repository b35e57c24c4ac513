# diagnosis: value_is_not_a_tensor
import torch

def y(x):
    return x**2 + 2*x + 1

x = torch.tensor(1.0, requires_grad=True)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
