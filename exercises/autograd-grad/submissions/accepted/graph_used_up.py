# accepted: the second derivative uses up the graph of the first
import torch

x = torch.tensor([1.0], requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
(d2y_dx2,) = torch.autograd.grad(dy_dx, x)
print("first:", dy_dx.item(), "second:", d2y_dx2.item())
