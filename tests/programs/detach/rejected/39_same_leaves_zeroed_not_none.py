# diagnosis: detach_missing, accumulated_gradient, gradient_zeroed_after_backward, zero_instead_of_none
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)

x.grad.zero_()
y.grad.zero_()

z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)   # tensor(0.) tensor(27.)
