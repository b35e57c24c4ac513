# attack: detach the result and track it again: it requires grad and leads nowhere
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = (z_no_grad**2 + y**3).detach().requires_grad_()
out.backward()
y.grad = 27 * out.grad
