# diagnosis: integer_requires_grad, exception_swallowed
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    torch.tensor([1, 2, 3], requires_grad=True) + torch.ones(4)
except RuntimeError as e:
    raised = True
    print(e)
