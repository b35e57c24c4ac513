# diagnosis: integer_requires_grad
import torch
import numpy as np

x = torch.from_numpy(np.array([2]))
y = torch.from_numpy(np.array([3]))
x.requires_grad_()
y.requires_grad_()
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
