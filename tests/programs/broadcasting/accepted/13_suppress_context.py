# accepted: contextlib.suppress, flag cleared afterwards if nothing happened
from contextlib import suppress
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
raised = True
with suppress(RuntimeError):
    torch.ones(2, 3) + torch.ones(3, 2)
    raised = False      # only reached when the addition worked
print("raised:", raised)
