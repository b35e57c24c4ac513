# accepted: expand to a size that does not fit
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a.expand(3, 3) + b.expand(3, 3)
print(c)
try:
    a.expand(4)
    raised = False
except RuntimeError as e:
    raised = True
    print("expand:", e)
