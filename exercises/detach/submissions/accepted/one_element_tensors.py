# accepted: one-element tensors that are tracked afterwards
import torch

x = torch.tensor([2.0])
y = torch.tensor([3.0])
x.requires_grad_()
y.requires_grad = True

z = x + y
z_no_grad = z.detach()
out = z_no_grad.pow(2) + y.pow(3)
out.backward()
print(x.grad, y.grad)
