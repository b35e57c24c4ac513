# diagnosis: hard_coded
# The published table is typed in instead of being computed.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = torch.tensor([[2.0, 3.0, 4.0], [3.0, 4.0, 5.0], [4.0, 5.0, 6.0]])

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
