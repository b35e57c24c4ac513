# accepted: multiplication fails rather than addition
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
raised = False
try:
    torch.ones(3) * torch.ones(2)
except RuntimeError as e:
    print("mul:", e)
    raised = True
