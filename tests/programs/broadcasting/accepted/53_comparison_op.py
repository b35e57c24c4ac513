# accepted: comparison of tensors whose shapes do not fit
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = b + a
print(c, (a == b))
raised = False
try:
    a < torch.tensor([1, 2])
except RuntimeError as e:
    raised = True
    print("Vergleich:", e)
