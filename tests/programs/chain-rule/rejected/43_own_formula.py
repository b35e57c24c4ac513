# diagnosis: backward_not_called
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
with torch.no_grad():
    dz = 2 * z
    x.grad = dz * 1
    y.grad = dz * 1 + 3 * y**2
print(x.grad, y.grad)
