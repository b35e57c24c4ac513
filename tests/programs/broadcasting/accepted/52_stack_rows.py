# accepted: a and b stacked from scalars, c by in-place on a matrix
import torch
a = torch.stack([torch.tensor(k) for k in (1, 2, 3)])
b = torch.stack([torch.tensor([k]) for k in (1, 2, 3)])
c = torch.zeros(3, 3, dtype=torch.int64)
c += a
c += b
print(c)
raised = False
try:
    c += torch.ones(2, 3, dtype=torch.int64)
except RuntimeError as e:
    raised = True
    print(e)
