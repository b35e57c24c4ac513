# accepted: an in-place addition whose result would need a larger shape
import torch

a = torch.tensor([1, 2, 3])
b = torch.tensor([1, 2, 3]).unsqueeze(1)
c = b + a

raised = False
try:
    a += b
except Exception as error:
    raised = True
    print("in place:", error)
print(a, c)
