# diagnosis: exception_swallowed
# backward() fails because the gradient handed to it has the wrong shape, and the error is silenced.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
try:
    out.backward(torch.ones(2))
except RuntimeError:
    pass
print(x.grad, y.grad)
