# diagnosis: wrong_given_value, wrong_shape
import torch
a = torch.tensor([1, 2])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a + torch.arange(4)
except RuntimeError as e:
    raised = True
print(c)
