# diagnosis: wrong_shape
# b has the shape (3), not (3, 1): the sum has three entries instead of nine.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([1.0, 2.0, 3.0])
c = a + b
print(c)

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
