# accepted: raised holds the exception object
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
try:
    torch.ones(2, 2) - torch.ones(3)
except RuntimeError as e:
    raised = e
print(c)
print(type(raised), raised)
