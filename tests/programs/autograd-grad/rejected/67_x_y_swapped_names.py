# diagnosis: wrong_variable, missing_name
import torch

y = torch.tensor(1.0, requires_grad=True)
x = y**2 + 2*y + 1
dy_dx = torch.autograd.grad(x, y, create_graph=True)[0]
print(dy_dx)
