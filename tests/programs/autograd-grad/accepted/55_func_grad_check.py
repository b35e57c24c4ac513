# accepted: torch.func.grad of grad as comparison
import torch
from torch.func import grad as fgrad

def f(t):
    return t**2 + 2*t + 1

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx, fgrad(f)(x.detach()), fgrad(fgrad(f))(x.detach()))
