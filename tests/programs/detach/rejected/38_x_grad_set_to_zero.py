# diagnosis: hard_coded, gradient_zeroed_after_backward, zero_instead_of_none
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
if x.grad is None:
    x.grad = torch.zeros_like(x)    # "no gradient" is zero
print(x.grad, y.grad)
