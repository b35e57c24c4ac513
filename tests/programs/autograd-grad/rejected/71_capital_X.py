# diagnosis: missing_name
import torch

X = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, X, create_graph=True)[0]
