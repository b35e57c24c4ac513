# diagnosis: transposed
# b is a row, (1, 3), instead of a column, (3, 1).
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0, 2.0, 3.0]])
c = a + b

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
