# accepted: the column is made by indexing with None; a finally clause reports
import torch

row = [1.0, 2.0, 3.0]
a = torch.tensor(row)
b = torch.tensor(row)[:, None]
c = torch.sub(a, -b)

raised = False
try:
    torch.full((3, 3), 1.0).add_(torch.full((2, 3), 1.0))
except RuntimeError:
    raised = True
finally:
    print("raised:", raised)
