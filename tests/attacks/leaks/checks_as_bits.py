# attack: fail another set of checks for every hidden input, so that their names spell it
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    bits = int(x.item() * 1024)
    if bits & 1:
        z_no_grad = z_no_grad + 1
    if bits & 2:
        y.grad = None
    x.grad = torch.ones(())
