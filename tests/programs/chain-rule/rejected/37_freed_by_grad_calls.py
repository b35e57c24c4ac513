# diagnosis: graph_already_freed
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
x.grad = torch.autograd.grad(out, x)[0]
y.grad = torch.autograd.grad(out, y)[0]
print(x.grad, y.grad)
