# diagnosis: backward_not_called
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
# d(y^3)/dy = 3 y^2
with torch.no_grad():
    y.grad = 3 * y ** 2
print(x.grad, y.grad)
