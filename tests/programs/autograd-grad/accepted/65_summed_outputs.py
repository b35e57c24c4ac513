# accepted: y.sum() inside grad for shape (1,)
import torch

x = torch.tensor([1.0], requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
d2y_dx2 = torch.autograd.grad(dy_dx.sum(), x)[0]
print(dy_dx, d2y_dx2)
