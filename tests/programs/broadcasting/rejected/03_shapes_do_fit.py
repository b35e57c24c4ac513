# diagnosis: wrong_shape, exception_swallowed
# (2,1) and (3,) broadcast fine, nothing is raised
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    d = torch.ones(2, 1) + torch.ones(3)
    print("Hmm, geht doch:", d.shape)
except RuntimeError as e:
    raised = True
    print(e)
