# accepted: integer first, float afterwards
import torch
# Variante 1: ganze Zahlen
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c.dtype, c)
# Variante 2: Gleitkomma
a = a.float()
b = b.float()
c = a + b
print(c.dtype, c)
raised = False
for links, rechts in (((2,), (3,)), ((2, 2), (3, 2))):
    try:
        torch.ones(links) + torch.ones(rechts)
    except RuntimeError as e:
        print(links, rechts, e)
        raised = True
