# accepted: UTF-8 BOM, umlauts
import torch
# Größen müssen zusammenpassen
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print("Größe von c:", tuple(c.size()))
raised = False
try:
    a + torch.zeros(7)
except RuntimeError as e:
    raised = True
    print("Größenfehler:", e)
