# diagnosis: exception_swallowed
# ValueError while building a ragged tensor
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    x = torch.tensor([[1, 2], [3]])
    y = a + x
except ValueError as e:
    raised = True
    print(e)
