# diagnosis: exception_swallowed
# torch.one does not exist; the broad except takes the AttributeError for the error about shapes.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    torch.one(2, 3) + torch.ones(4)
except Exception:
    raised = True
print(raised)
