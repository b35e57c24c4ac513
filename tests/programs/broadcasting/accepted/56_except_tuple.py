# accepted: except with a tuple of types
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
try:
    d = torch.randn(3, 4, 5) + torch.randn(3, 5)
except (RuntimeError, ValueError, TypeError) as e:
    raised = True
    print(e.__class__.__name__, e.args[0])
else:
    raised = False
    print(d.shape)
print(c)
