# attack: call backward on something worthless, then put a formula of one's own in place of what it left
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(y * 0).backward()
y.grad = 3 * y.detach() ** 2
