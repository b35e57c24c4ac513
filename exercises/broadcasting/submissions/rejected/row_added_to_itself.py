# diagnosis: wrong_variable
# a is added to its own transposed copy; b plays no part. The public numbers do not show it.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + a.unsqueeze(1)

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
