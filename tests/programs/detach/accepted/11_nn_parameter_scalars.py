# accepted: leaves are nn.Parameter of shape ()
import torch
from torch import nn

x = nn.Parameter(torch.tensor(2.))
y = nn.Parameter(torch.tensor(3.))
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x, x.grad)
print(y, y.grad)
