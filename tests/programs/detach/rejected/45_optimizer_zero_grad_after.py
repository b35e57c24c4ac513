# diagnosis: gradient_zeroed_after_backward
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
opt = torch.optim.SGD([x, y], lr=1e-3)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
opt.zero_grad()
print(x.grad, y.grad)
