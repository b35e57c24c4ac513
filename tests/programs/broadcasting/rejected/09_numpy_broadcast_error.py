# diagnosis: wrong_variable, exception_swallowed
# numpy's ValueError instead of torch's error
import numpy as np
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    np.ones(3) + np.ones(4)
except ValueError as e:
    raised = True
    print(e)
