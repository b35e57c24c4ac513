# accepted: in-place addition cannot grow the left side
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
# in-place darf die Form von a nicht ändern
raised = False
try:
    a += b
except RuntimeError as e:
    raised = True
    print(e)
