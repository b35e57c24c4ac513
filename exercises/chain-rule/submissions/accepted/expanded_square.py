# accepted: an algebraically equal form of the square
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = x**2 + 2 * x * y + y**2 + y * y * y
out.backward()
print(z.item(), x.grad, y.grad)
