# diagnosis: non_leaf_gradient
import torch

x = torch.ones(1, requires_grad=True) + 1
y = torch.ones(1, requires_grad=True) + 2
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
