# diagnosis: wrong_shape
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([1, 2, 3])
c = a + b
print(c)
raised = False
try:
    a + torch.ones(4)
except RuntimeError:
    raised = True
