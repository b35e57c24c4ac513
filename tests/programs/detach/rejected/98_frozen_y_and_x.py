# diagnosis: missing_requires_grad
import torch.nn as nn, torch

x = nn.Parameter(torch.tensor(2.0), requires_grad=False)
y = nn.Parameter(torch.tensor(3.0), requires_grad=False)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
