# accepted: float64 values that come from NumPy
import numpy as np
import torch

x = torch.from_numpy(np.array([2.0])).requires_grad_()
y = torch.from_numpy(np.array([3.0])).requires_grad_()

z = x + y
z_no_grad = z.detach()
out = (z_no_grad**2 + y**3).sum()
out.backward()

print(y.grad.numpy())
