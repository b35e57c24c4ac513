# diagnosis: zero_instead_of_none
# The contrast without detach ran first; zero_() leaves a zero in x.grad where there should be None.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

out = (x + y) ** 2 + y**3
out.backward()
x.grad.zero_()
y.grad.zero_()

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)
