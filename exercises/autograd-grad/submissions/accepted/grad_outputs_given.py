# accepted: grad_outputs given explicitly, as people do for vectors; Horner's scheme
import torch

x = torch.tensor([1.0])
x.requires_grad = True
y = x * (x + 2) + 1
dy_dx = torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True, retain_graph=True)[0]
d2y_dx2 = torch.autograd.grad(dy_dx, x, grad_outputs=torch.ones_like(dy_dx))[0]
print(dy_dx, d2y_dx2)
