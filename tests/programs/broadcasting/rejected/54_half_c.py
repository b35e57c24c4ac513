# diagnosis: wrong_dtype
# float16 tensors
import torch
a = torch.tensor([1, 2, 3], dtype=torch.float16)
b = torch.tensor([[1], [2], [3]], dtype=torch.float16)
c = a + b
raised = False
try:
    a + torch.ones(4)
except RuntimeError:
    raised = True
print(c.dtype)
