# diagnosis: non_leaf_gradient
import torch

x = torch.tensor([[2.0]], requires_grad=True).reshape(())
y = torch.tensor([[3.0]], requires_grad=True).reshape(())
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)
