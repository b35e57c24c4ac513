# diagnosis: wrong_variable, exception_swallowed
# an autograd error, not a size error
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    torch.ones(3).sum().backward()
except RuntimeError as e:
    raised = True
    print(e)
