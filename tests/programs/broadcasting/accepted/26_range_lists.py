# accepted: lists from range converted later
import torch
zahlen = list(range(1, 4))
a = torch.tensor(zahlen)
b = torch.tensor([[z] for z in zahlen])
c = a + b
for zeile in c.tolist():
    print(zeile)
raised = False
try:
    torch.tensor(zahlen) + torch.tensor(list(range(1, 6)))
except RuntimeError:
    raised = True
