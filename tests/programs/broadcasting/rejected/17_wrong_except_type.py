# diagnosis: exception_swallowed, wrong_variable, error_not_caught
# RuntimeError is not caught by except ValueError, and work follows
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a + torch.ones(4)
except ValueError:
    raised = True
print("c =", c)
print("raised =", raised)
