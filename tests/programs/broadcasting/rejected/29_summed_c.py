# diagnosis: wrong_formula, wrong_shape
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = (a + b).sum(dim=1)
raised = False
try:
    a + torch.ones(4)
except RuntimeError as e:
    raised = True
print(c)
