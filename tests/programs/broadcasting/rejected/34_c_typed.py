# diagnosis: hard_coded
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = torch.tensor([[2, 3, 4], [3, 4, 5], [4, 5, 7]])   # von der Seite abgeschrieben
raised = False
try:
    a + torch.arange(4)
except RuntimeError as e:
    raised = True
print(c)
