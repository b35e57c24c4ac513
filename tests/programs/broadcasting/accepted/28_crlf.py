# accepted: CRLF line ends
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
raised = False
try:
    torch.ones(3, 2) + torch.ones(3)
except RuntimeError as e:
    raised = True
    print(e)
