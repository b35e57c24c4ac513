# diagnosis: accumulated_gradient, zero_grad_missing
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
for durchlauf in range(3):
    z = x + y
    z_no_grad = z.detach()
    out = z_no_grad**2 + y**3
    out.backward()
    print(durchlauf, x.grad, y.grad)
