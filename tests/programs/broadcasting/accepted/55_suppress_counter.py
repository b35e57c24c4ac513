# accepted: suppress with a result list
import contextlib
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
ergebnis = []
with contextlib.suppress(RuntimeError):
    ergebnis.append(a + torch.ones(2, 2))
raised = not ergebnis
print(c, "raised:", raised)
