# accepted: shape (1,) reduced by squeeze, graph kept
import torch

x = torch.tensor([1.0], requires_grad=True)
y = (x**2 + 2*x + 1).squeeze()
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0].squeeze()
print(dy_dx, torch.autograd.grad(dy_dx, x, retain_graph=True))
