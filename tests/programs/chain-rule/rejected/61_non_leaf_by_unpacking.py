# diagnosis: non_leaf_gradient
import torch

v = torch.tensor([2.0, 3.0], requires_grad=True)
x, y = v
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
print(v.grad)
