# accepted: autograd.functional.hessian as comparison
import torch
from torch.autograd.functional import hessian, jacobian

def f(t):
    return t**2 + 2*t + 1

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("jacobian", jacobian(f, x), "dy_dx", dy_dx)
print("hessian", hessian(f, x))
