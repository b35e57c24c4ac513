# accepted: global statements
import torch

def vorwaerts():
    global x, y
    x = torch.tensor(1.0, requires_grad=True)
    y = x**2 + 2*x + 1

def ableitung():
    global dy_dx
    dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]

vorwaerts()
ableitung()
print(dy_dx)
