# accepted: numerical derivative as comparison
import torch

def f(t):
    return t**2 + 2*t + 1

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
h = 1e-2
with torch.no_grad():
    print("numerisch:", ((f(x + h) - f(x - h)) / (2 * h)).item())
print("autograd: ", dy_dx.item())
