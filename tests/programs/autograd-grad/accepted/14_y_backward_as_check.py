# accepted: y.backward(retain_graph) first as a check, then autograd.grad
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
y.backward(retain_graph=True)
print("backward:", x.grad)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("grad:", dy_dx)
assert torch.equal(x.grad, dy_dx)
