# diagnosis: integer_requires_grad
# 2 and 3 make integer tensors, which cannot be tracked.
import torch

x = torch.tensor(2)
y = torch.tensor(3)
x.requires_grad_()
y.requires_grad_()

z = x + y
out = z**2 + y**3
out.backward()
