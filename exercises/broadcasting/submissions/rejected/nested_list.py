# diagnosis: value_is_not_a_tensor
# c is a list of lists, built by two loops.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = [[(x + y[0]).item() for x in a] for y in b]

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
