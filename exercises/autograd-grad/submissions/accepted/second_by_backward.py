# accepted: the second derivative by backward, read from x.grad
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x * x + 2 * x + 1
dy_dx = torch.autograd.grad(outputs=y, inputs=x, create_graph=True)[0]
dy_dx.backward()
d2y_dx2 = x.grad
print(dy_dx, d2y_dx2)
