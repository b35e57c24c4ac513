# diagnosis: non_leaf_gradient
# x and y are elements of one tracked tensor: the gradient goes to that tensor, not to them.
import torch

x, y = torch.tensor([2.0, 3.0], requires_grad=True)

z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
