# accepted: register_hook on y does nothing bad
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
y.register_hook(lambda g: print("Gradient an y:", g.item()))
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx)
