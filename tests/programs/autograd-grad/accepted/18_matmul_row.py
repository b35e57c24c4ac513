# accepted: coefficients @ powers with shape (1,)
import torch

coeff = torch.tensor([[1.0, 2.0, 1.0]])
x = torch.ones(1, requires_grad=True)
y = coeff @ torch.cat([x.pow(k) for k in (2, 1, 0)])
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
