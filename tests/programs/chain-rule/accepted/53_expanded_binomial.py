# accepted: algebraically expanded square
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
# (x+y)^2 = x^2 + 2xy + y^2, hier zur Probe noch einmal mit z
out = z * x + z * y + y ** 3
out.backward()
print(x.grad, y.grad)
