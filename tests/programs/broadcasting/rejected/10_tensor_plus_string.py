# diagnosis: exception_swallowed, wrong_variable
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
try:
    a + "123"
    raised = False
except TypeError:
    raised = True
print(raised)
