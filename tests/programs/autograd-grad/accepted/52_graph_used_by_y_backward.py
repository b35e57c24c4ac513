# accepted: y.backward() after the derivative uses the graph
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
y.backward()
print(dy_dx, x.grad)
