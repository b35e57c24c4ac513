# diagnosis: exception_swallowed
# RuntimeError of torch, but not about shapes that do not fit
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    torch.zeros(-1) + a
except RuntimeError as e:
    raised = True
    print("error:", e)
