# diagnosis: wrong_dtype
# float16 is neither a whole-number type nor float32 or float64.
import torch

a = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float16)
b = torch.tensor([[1.0], [2.0], [3.0]], dtype=torch.float16)
c = a + b

raised = False
try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError:
    raised = True
