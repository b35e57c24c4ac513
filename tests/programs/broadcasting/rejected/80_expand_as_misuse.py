# diagnosis: wrong_formula, wrong_shape
# expand fits, so no error, and c is just the expansion
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = b.expand(3, 3)
raised = False
try:
    a.expand(3, 3)
except RuntimeError as e:
    raised = True
print(c, raised)
