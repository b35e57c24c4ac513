# accepted: the derivative goes on into a penalty, which is differentiated by backward
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
penalty = (dy_dx - 1) ** 2
penalty.backward()
print("penalty:", penalty.item(), "its gradient:", x.grad.item())
