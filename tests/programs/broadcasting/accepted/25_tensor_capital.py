# accepted: torch.Tensor constructor
import torch
a = torch.Tensor([1, 2, 3])
b = torch.Tensor([[1], [2], [3]])
c = a + b
print(c)
raised = False
try:
    print(torch.Tensor(2, 3) + torch.Tensor(4, 3))
except RuntimeError as e:
    raised = True
    print("geht nicht", e)
