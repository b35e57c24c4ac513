# diagnosis: wrong_variable
# b is added to itself; a plays no part, and nothing is stretched.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = b + b

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
