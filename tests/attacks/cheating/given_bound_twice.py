# attack: bind the given names once for show, and compute with others
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
two, three = torch.full((), 4.0 / 2, requires_grad=True), torch.full((), 6.0 / 2, requires_grad=True)
z_no_grad = (two + three).detach()
out = z_no_grad**2 + three**3
out.backward()
y.grad = three.grad
