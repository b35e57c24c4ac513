# accepted: uses the graph up and catches the second attempt
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
print(d2y_dx2)
try:
    print(torch.autograd.grad(dy_dx, x)[0])
except RuntimeError:
    print("Graph ist verbraucht")
