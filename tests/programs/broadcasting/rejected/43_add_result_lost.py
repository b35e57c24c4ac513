# diagnosis: missing_name, update_lost
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
torch.add(a, b)
raised = False
try:
    a + torch.ones(4)
except RuntimeError as e:
    raised = True
