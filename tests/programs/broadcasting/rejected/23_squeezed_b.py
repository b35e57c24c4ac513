# diagnosis: wrong_shape, wrong_formula
# b squeezed before adding
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b.squeeze()
raised = False
try:
    a + torch.zeros(2)
except RuntimeError as e:
    raised = True
print(c)
