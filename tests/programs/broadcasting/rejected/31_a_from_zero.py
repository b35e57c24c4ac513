# diagnosis: wrong_given_value
import torch
a = torch.arange(3)
b = torch.arange(3).reshape(3, 1)
c = a + b
raised = False
try:
    a + torch.arange(4)
except RuntimeError as e:
    raised = True
print(c)
