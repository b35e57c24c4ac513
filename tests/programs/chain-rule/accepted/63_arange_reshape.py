# accepted: values from arange, cloned rows become leaves
import torch

gitter = torch.arange(2, 4, dtype=torch.float32).reshape(2, 1)
x = gitter[0].detach().clone().requires_grad_()
y = gitter[1].detach().clone().requires_grad_()
z = x + y
out = (z ** 2 + y ** 3).sum()
out.backward()
print(x.grad, y.grad)
