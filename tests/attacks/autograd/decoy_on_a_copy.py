# attack: call backward for the whole result, but on copies, and give the real leaf a formula's gradient
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
(out * 0).backward()
with torch.no_grad():
    y.grad.copy_(y * y * 3)
