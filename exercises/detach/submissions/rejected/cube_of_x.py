# diagnosis: wrong_variable
# The cube is taken of x, so the gradient arrives at x and none at y.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + x**3
out.backward()
print(x.grad, y.grad)
