# diagnosis: attribute_typo
# torch has tensor, not tenser.
import torch

a = torch.tenser([1.0, 2.0, 3.0])
b = torch.tenser([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
