# accepted: attribute and torch.Tensor
import torch

x = torch.Tensor([1])
x.requires_grad = True
y = x * x + x * 2 + 1
result = torch.autograd.grad(y, x, create_graph=True)
dy_dx = result[0]
print(type(result), dy_dx)
