# diagnosis: exception_swallowed, error_not_caught
# catches something that is no exception class
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a + torch.ones(4)
except "RuntimeError":
    raised = True
print(c)
