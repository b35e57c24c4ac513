# diagnosis: division_by_zero
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("Nullstelle der Tangente:", x - y / dy_dx)
print(1 / int(dy_dx.item() - 4))
