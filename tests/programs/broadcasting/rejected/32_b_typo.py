# diagnosis: wrong_given_value
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [4]])
c = a + b
raised = False
try:
    a + torch.arange(4)
except RuntimeError as e:
    raised = True
print(c)
