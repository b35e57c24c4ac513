# accepted: try / except RuntimeError with raised as a flag
import torch

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)

raised = False
try:
    torch.ones(3) + torch.ones(4)
except RuntimeError as e:
    raised = True
    print("error:", e)
print(raised)
