# attack: a gradient that has a gradient that has a gradient, round in a circle
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = y * 0
out.backward()
y.grad.requires_grad_()
y.grad.grad = y
