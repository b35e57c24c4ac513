# attack: print every given value, in the hidden run too
# expect: accepted
import sys

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
print(x.item(), y.item(), out.item(), y.grad.item())
print(x.item(), y.item(), file=sys.stderr)
