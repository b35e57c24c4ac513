# diagnosis: wrong_given_value
# a should be 1, 2, 3.
import torch

a = torch.tensor([0.0, 1.0, 2.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
