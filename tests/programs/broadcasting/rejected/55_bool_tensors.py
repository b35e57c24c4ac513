# diagnosis: wrong_dtype, wrong_given_value
# everything turned to bool
import torch
a = torch.tensor([1, 2, 3]).bool()
b = torch.tensor([[1], [2], [3]]).bool()
c = a + b
raised = False
try:
    a + torch.ones(4).bool()
except RuntimeError:
    raised = True
print(c)
