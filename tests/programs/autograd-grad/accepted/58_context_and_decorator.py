# accepted: decorator torch.enable_grad on the derivative function
import torch

@torch.enable_grad()
def ableiten(y, x):
    return torch.autograd.grad(y, x, create_graph=True)[0]

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = ableiten(y, x)
print(dy_dx)
