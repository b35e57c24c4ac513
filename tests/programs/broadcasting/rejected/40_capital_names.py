# diagnosis: missing_name
import torch
A = torch.tensor([1, 2, 3])
B = torch.tensor([[1], [2], [3]])
C = A + B
raised = False
try:
    A + torch.ones(4)
except RuntimeError as e:
    raised = True
print(C)
