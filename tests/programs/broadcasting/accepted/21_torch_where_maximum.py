# accepted: torch.maximum with shapes that do not fit
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(torch.maximum(a, b))
raised = False
try:
    torch.maximum(a, torch.tensor([1, 2, 3, 4]))
except RuntimeError as e:
    raised = True
    print("maximum:", e)
