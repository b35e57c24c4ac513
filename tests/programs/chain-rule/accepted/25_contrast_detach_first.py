# accepted: detached variant first, then fresh leaves and the whole graph
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print("abgehängt:", x.grad, y.grad)

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print("ganz:", x.grad, y.grad)
