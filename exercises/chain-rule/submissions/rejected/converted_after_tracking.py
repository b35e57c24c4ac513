# diagnosis: non_leaf_gradient
# double() computes a new tensor from the tracked one, so x and y are results and no leaves.
import torch

x = torch.tensor(2.0, requires_grad=True).double()
y = torch.tensor(3.0, requires_grad=True).double()

z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
