# diagnosis: missing_name
import torch
zeile = torch.tensor([1, 2, 3])
spalte = torch.tensor([[1], [2], [3]])
summe = zeile + spalte
ausnahme = False
try:
    zeile + torch.ones(4)
except RuntimeError as e:
    ausnahme = True
print(summe)
