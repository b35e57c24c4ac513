# diagnosis: exception_swallowed
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a // 0
except RuntimeError as e:
    raised = True
    print(e)
