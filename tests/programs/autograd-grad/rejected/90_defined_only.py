# diagnosis: defined_not_called
import torch

def ableitung(stelle):
    x = torch.tensor(stelle, requires_grad=True)
    y = x**2 + 2*x + 1
    dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
    return dy_dx

stelle = 1.0
print("f'(1) =", 4)
