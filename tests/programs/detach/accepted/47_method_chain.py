# accepted: method calls only, .square().add()
import torch

x = torch.tensor(2).float().requires_grad_()
y = torch.tensor(3).float().requires_grad_()
z = x.add(y)
z_no_grad = z.detach().clone()
out = z_no_grad.square().add(y.pow(3))
out.backward()
print(x.grad, y.grad, sep="\n")
