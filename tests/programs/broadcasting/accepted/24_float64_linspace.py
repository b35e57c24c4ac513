# accepted: float64, linspace and column by view
import torch
a = torch.linspace(1, 3, 3, dtype=torch.float64)
b = torch.linspace(1, 3, 3, dtype=torch.float64).view(-1, 1)
c = a + b
print(c)
raised = False
try:
    c + torch.zeros(4, 4, dtype=torch.float64)
except RuntimeError as err:
    raised = True
    print(type(err), err)
