# accepted: contextlib.suppress; the flag is taken back if nothing was raised
import contextlib

import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = torch.add(a, b)

raised = True
with contextlib.suppress(RuntimeError):
    torch.ones(5) + torch.ones(4, 2)
    raised = False
print(c, raised)
