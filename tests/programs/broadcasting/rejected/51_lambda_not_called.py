# diagnosis: defined_not_called, hard_coded
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    kaputt = lambda: a + torch.ones(4)
    raised = True
except RuntimeError:
    pass
print(c)
