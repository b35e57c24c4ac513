# -*- coding: latin-1 -*-
# accepted: latin-1 bytes, f(x) = x² + 2x + 1
import torch
# f(x) = x² + 2x + 1, f'(x) = 2x + 2; größer als null
x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("f(x) = x² + 2x + 1:", dy_dx)
