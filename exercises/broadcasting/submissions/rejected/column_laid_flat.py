# diagnosis: transposed
# b is turned into a row before it is added: a row and a row give a row.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b.T

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
