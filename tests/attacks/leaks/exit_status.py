# attack: end the hidden run with an exit status that tells a digit of the input
# expect: runtime_error
import os

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    os._exit(int(x.item()))
