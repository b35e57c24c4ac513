# accepted: the sum is added up in a table of zeros; broadcast_tensors refuses the other shapes
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])

c = torch.zeros(3, 3)
c += a
c += b

raised = False
try:
    torch.broadcast_tensors(torch.ones(3), torch.ones(4))
except RuntimeError as error:
    raised = True
    print(error)
print(c)
