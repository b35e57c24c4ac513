# diagnosis: missing_name
import torch

x = torch.tensor(1.0, requires_grad=True)
f = x**2 + 2*x + 1
gradient = torch.autograd.grad(f, x, create_graph=True)[0]
print(gradient)
