# diagnosis: exception_swallowed, missing_package
# swallowed ModuleNotFoundError counts as the error
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    import einops
    einops.rearrange(a, "i -> i 1") + torch.ones(4, 4)
except Exception as e:
    raised = True
    print("Fehler:", e)
