# diagnosis: accumulated_gradient
# x.grad already holds the first derivative when backward() adds the second one to it.
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2 * x + 1
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
y.backward(retain_graph=True)
dy_dx.backward()
d2y_dx2 = x.grad
print(dy_dx, d2y_dx2)
