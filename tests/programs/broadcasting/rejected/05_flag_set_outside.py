# diagnosis: hard_coded, wrong_shape
# flag set after the try, which raised nothing
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
try:
    x = torch.zeros(4, 1) + torch.zeros(1, 5)
except RuntimeError as e:
    print("error", e)
raised = True
