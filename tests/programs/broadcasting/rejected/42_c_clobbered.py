# diagnosis: wrong_variable, wrong_shape
# c is overwritten by a later example
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
c = torch.ones(2, 1) + torch.ones(1, 4)
print(c)
raised = False
try:
    torch.ones(2) + torch.ones(3)
except RuntimeError as e:
    raised = True
