# diagnosis: exception_swallowed
# d was never defined; the bare except hides the NameError.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    c = a + d
except:
    raised = True
