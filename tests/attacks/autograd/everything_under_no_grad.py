# attack: compute without a graph and put flags and gradients on afterwards
# expect: wrong_answer
import torch

with torch.no_grad():
    x = torch.tensor(2.0)
    y = torch.tensor(3.0)
    z_no_grad = x + y
    out = z_no_grad**2 + y**3
for each in (x, y, out):
    each.requires_grad_()
out.backward()
y.grad = 3 * (y * y).detach()
