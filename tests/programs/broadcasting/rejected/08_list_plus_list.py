# diagnosis: wrong_variable, exception_swallowed
# TypeError of Python, not torch
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    [1, 2, 3] + 4
except TypeError as e:
    raised = True
    print(e)
