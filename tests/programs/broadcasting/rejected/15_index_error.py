# diagnosis: exception_swallowed
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    print(a[5] + b)
except IndexError as e:
    raised = True
    print("IndexError", e)
