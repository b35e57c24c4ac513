# diagnosis: wrong_formula
# a @ b is one number
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a @ b
print(c)
raised = False
try:
    a + torch.ones(4)
except RuntimeError as e:
    raised = True
