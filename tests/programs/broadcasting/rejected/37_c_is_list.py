# diagnosis: value_is_not_a_tensor
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = [[x + y for x in a.tolist()] for (y,) in b.tolist()]
raised = False
try:
    a + torch.ones(4)
except RuntimeError as e:
    raised = True
print(c)
