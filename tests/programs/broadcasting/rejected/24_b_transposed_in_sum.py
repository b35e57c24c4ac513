# diagnosis: wrong_formula, transposed
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b.T
raised = False
try:
    a + torch.zeros(2)
except RuntimeError as e:
    raised = True
print(c.shape)
