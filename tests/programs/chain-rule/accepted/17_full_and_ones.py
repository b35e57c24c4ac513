# accepted: torch.full and ones * 3 made leaves afterwards
import torch

x = torch.full((), 2.0)
y = torch.ones(()) * 3
x.requires_grad = True
y.requires_grad = True
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
