# accepted: torch.autograd.backward on dy_dx, result from x.grad
import torch

x = torch.tensor([1.0], requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
torch.autograd.backward(dy_dx, retain_graph=True)
d2y_dx2 = x.grad
print(dy_dx.item(), d2y_dx2.item())
