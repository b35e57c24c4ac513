# diagnosis: wrong_shape
# (3, 1) and (1, 4) do broadcast, to (3, 4): nothing is raised.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    torch.ones(3, 1) + torch.ones(1, 4)
except RuntimeError:
    raised = True
print(raised)
