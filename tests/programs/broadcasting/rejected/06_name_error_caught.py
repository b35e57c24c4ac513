# diagnosis: exception_swallowed
# catches its own typo
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    toch.ones(3) + torch.ones(4)
except Exception as e:
    raised = True
    print("Fehler:", e)
