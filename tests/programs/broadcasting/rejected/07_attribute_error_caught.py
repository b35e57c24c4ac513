# diagnosis: exception_swallowed, attribute_typo
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    torch.one(3) + torch.ones(4)
except:
    raised = True
    print("boyutlar uymuyor")
