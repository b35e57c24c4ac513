# accepted: z.clone().detach(), the recommended copy
import torch

x = torch.ones(1) * 2
y = torch.ones(1) * 3
x.requires_grad_(); y.requires_grad_()

z = x + y
z_no_grad = z.clone().detach()
print(z.data_ptr() == z_no_grad.data_ptr())   # False, own storage
out = z_no_grad**2 + y**3
out.backward()
print(x.grad, y.grad)
