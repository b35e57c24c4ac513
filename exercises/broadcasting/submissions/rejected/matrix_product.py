# diagnosis: wrong_formula
# The matrix product of the row and the column is one number.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a @ b

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
