# diagnosis: wrong_shape, transposed
# .T on a vector does nothing
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([1, 2, 3]).reshape(1, 3)
c = a + b.T.T
raised = False
try:
    a + torch.zeros(2)
except RuntimeError as e:
    raised = True
print(b.shape, c)
