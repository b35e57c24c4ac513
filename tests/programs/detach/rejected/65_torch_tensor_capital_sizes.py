# diagnosis: wrong_given_value, wrong_shape, non_scalar_backward
import torch

x = torch.Tensor(2)      # 2 olsun diye
y = torch.Tensor(3)
x.requires_grad = True
y.requires_grad = True
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
