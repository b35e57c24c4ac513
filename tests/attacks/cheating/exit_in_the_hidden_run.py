# attack: leave in order in the hidden run before anything wrong can be seen
# expect: wrong_answer
import sys

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
if x.item() != 2.0:
    sys.exit(0)
z_no_grad = torch.tensor(5.0)
out = z_no_grad**2 + y**3
out.backward()
