# diagnosis: missing_name, exception_swallowed
# everything after the failing line is skipped
import torch
raised = False
try:
    a = torch.tensor([1, 2, 3])
    b = torch.tensor([[1], [2], [3]])
    a + torch.ones(4)
    c = a + b
    print(c)
except RuntimeError as e:
    raised = True
