# diagnosis: wrong_shape
# one element broadcasts with everything
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    torch.tensor([1, 2, 3]) + torch.tensor([5])
except RuntimeError:
    raised = True
print(c, raised)
